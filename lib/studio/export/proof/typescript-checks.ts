import { join } from 'node:path';
import type { ProofCheck, ProofScene } from './proof-check.ts';
import { runProgram } from './run-program.ts';

/** Whether an agent in TypeScript fits its types, and does again what was recorded. */
export function typescriptChecks({ bundle, installation, signal }: ProofScene): readonly ProofCheck[] {
  const node = process.execPath;
  return [
    {
      id: 'types',
      title: 'The code type-checks',
      run: async (folder) => {
        const tsc = join(installation, 'node_modules', '.bin', 'tsc');
        const end = await runProgram(node, [tsc, '--noEmit', '-p', folder], { folder, signal });
        const count = bundle.files.filter(({ path }) => path.endsWith('.ts')).length;
        return end.passed ? { passed: true, detail: `${count} files, strict` } : { passed: false, detail: end.output };
      },
    },
    {
      id: 'replay',
      title: 'Its own test replays the recording',
      run: async (folder) => {
        const test = join(folder, 'test', 'replay.test.ts');
        const end = await runProgram(node, ['--test', '--test-reporter=spec', test], { folder, signal });
        if (!end.passed) return { passed: false, detail: reasonOf(end.output), output: end.output };
        const named = [...end.output.matchAll(/^✔ (.*?)(?: \([\d.]+ms\))?$/gm)].map((found) => found[1]);
        return { passed: named.length > 0, detail: named.join(' · ') || 'No test ran.' };
      },
    },
  ];
}

/** What the first failing test said, without its stack: `node --test` prints a summary, then test by test. */
function reasonOf(output: string): string {
  const [, said = ''] = /✖ failing tests:[\s\S]*?✖ [^\n]*\n([\s\S]*?)(?=\n\s+at |\n\ntest at |$)/.exec(output) ?? [];
  return said.trim().replace(/^\w*Error(?: \[\w+\])?: /, '') || output;
}
