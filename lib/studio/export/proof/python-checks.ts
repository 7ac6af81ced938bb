import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPython, NO_PYTHON } from '#lib/export/python/find-python.ts';
import type { ProofCheck, ProofScene, Verdict } from './proof-check.ts';
import { runProgram } from './run-program.ts';

/**
 * Whether an agent in Python is in order, fits its types, and does again what was recorded. Types are checked by pyright,
 * which needs no Python; the replay needs one, without any package.
 */
export function pythonChecks({ bundle, installation, signal }: ProofScene): readonly ProofCheck[] {
  // The runtime is checked where it is made.
  const written = bundle.files.filter(({ path, role }) => path.endsWith('.py') && role !== 'copied');
  return [
    {
      id: 'python',
      title: 'There is a Python to run it with',
      run: async () => {
        const python = await findPython();
        return python === null ? { passed: false, detail: NO_PYTHON } : { passed: true, detail: python };
      },
    },
    {
      id: 'lint',
      title: 'The code parses, and a linter finds nothing',
      run: async () => {
        // Loaded when it is needed: the linter is large.
        const { lintPython } = await import('#lib/export/python/format-python.ts');
        const findings = written.flatMap(({ path, text }) =>
          lintPython(text).map(({ line, rule, message }) => `${path}:${line} ${rule} ${message}`),
        );
        return findings.length === 0
          ? { passed: true, detail: `${written.length} files` }
          : { passed: false, detail: findings.join('\n') };
      },
    },
    {
      id: 'types',
      title: 'The code type-checks',
      run: async (folder) => {
        const pyright = join(installation, 'node_modules', 'pyright', 'index.js');
        const end = await runProgram(process.execPath, [pyright, '-p', folder], { folder, signal });
        return end.passed ? { passed: true, detail: `${written.length} files` } : { passed: false, detail: end.output };
      },
    },
    {
      id: 'replay',
      title: 'Its own test replays the recording',
      run: (folder) => replay(folder, signal),
    },
  ];
}

async function replay(folder: string, signal: AbortSignal | undefined): Promise<Verdict> {
  const python = await findPython();
  if (python === null) return { passed: false, detail: NO_PYTHON };
  const script = join(folder, 'replay_by_name.py');
  await writeFile(script, REPLAY);
  // Without the packages of this machine, and without writing compiled files into the bundle.
  const variables = { PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8', PYTHONHASHSEED: '0' };
  const end = await runProgram(python, ['-s', '-S', script], { folder, signal, variables });
  if (!end.passed) return { passed: false, detail: reasonOf(end.output), output: end.output };
  const named = [...end.output.matchAll(/^passed: (.*)$/gm)].map((found) => found[1]);
  return { passed: named.length > 0, detail: named.join(' · ') || 'No test ran.' };
}

/** Runs the bundle's own test and says which parts of it passed. */
const REPLAY = `import sys
import unittest


class Named(unittest.TextTestResult):
    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is None:
            print("passed:", subtest._message)


suite = unittest.defaultTestLoader.discover("tests", top_level_dir=".")
result = unittest.TextTestRunner(resultclass=Named).run(suite)
sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)
`;

/** What the first failing part said: the last line of its traceback and those that belong to it. */
function reasonOf(output: string): string {
  const [, said = ''] =
    /\n(?:[\w.]+\.)?\w*(?:Error|Exception|Failure|Missing\w*): ([\s\S]*?)(?=\n\n|\n=====|\n-----|$)/.exec(output) ?? [];
  return said.trim() || output;
}
