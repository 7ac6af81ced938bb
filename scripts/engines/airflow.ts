import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from '../test/ensure-tools.ts';
import { runProgram } from './run-program.ts';

const VERSION = '3.3.2';

/** An Airflow with a home, a database and DAGs of its own. */
export interface Airflow {
  /** Folder in which it looks for DAGs. */
  readonly dags: string;
  /** Runs `airflow …`; what it printed on either stream. Throws where it failed. */
  run(args: readonly string[], variables?: Readonly<Record<string, string>>): string;
  /** Evaluates one Python expression in its environment; its printed value. */
  python(program: string): string;
}

/** Airflow out of its package, kept between runs below `folder`, with a new home; or why it cannot be had. */
export function openAirflow(folder: string): Airflow | { readonly missing: string } {
  if (!isInstalled('python3')) return { missing: 'python3 is not installed' };
  const place = join(folder, `airflow-${VERSION}`);
  const program = join(place, 'bin/airflow');
  mkdirSync(folder, { recursive: true });
  try {
    if (!existsSync(program)) {
      runProgram('python3', ['-m', 'venv', place]);
      runProgram(join(place, 'bin/pip'), ['install', '--quiet', `apache-airflow==${VERSION}`]);
    }
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
  const home = mkdtempSync(join(folder, 'airflow-home-'));
  const dags = join(home, 'dags');
  mkdirSync(dags);
  const env = { AIRFLOW_HOME: home, AIRFLOW__CORE__LOAD_EXAMPLES: 'False', AIRFLOW__CORE__DAGS_FOLDER: dags };
  // Airflow logs to stderr and to stdout, as it likes.
  const both = (words: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
    runProgram('sh', ['-c', '"$0" "$@" 2>&1', ...words], { env: { ...env, ...variables } });
  both([program, 'db', 'migrate']);
  return {
    dags,
    run: (args, variables) => both([program, ...args], variables),
    python: (text) => runProgram(join(place, 'bin/python'), ['-c', text], { env }),
  };
}
