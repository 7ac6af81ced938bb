import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

export const PYTHON_FOLDER = resolve(import.meta.dirname, '../..');

/** What came of a case: the JSON text of the result, or the sentence with which it is refused. */
export type Answer = { readonly gives: string } | { readonly says: string };

/** All cases answered by one Python process; see `test/library/answer_cases.py` for their forms. */
export function askPython(cases: readonly object[]): readonly Answer[] {
  const { status, stdout, stderr } = runPython(
    ['test/library/answer_cases.py'],
    cases.map((asked) => `${JSON.stringify(asked)}\n`).join(''),
  );
  if (status !== 0) throw new Error(`Python ended with ${status}:\n${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

/** Runs `python3`, which has to be 3.11 or newer, with the runtime in reach and nothing else. */
export function runPython(args: readonly string[], input = '') {
  const done = spawnSync('python3', args, {
    cwd: PYTHON_FOLDER,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PYTHONPATH: PYTHON_FOLDER, PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (done.error) throw new Error(`python3 does not start: ${done.error.message}`);
  return done;
}
