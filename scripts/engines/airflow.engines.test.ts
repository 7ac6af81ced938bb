import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealPostgres } from '../../lib/storage/test/real-postgres.ts';
import { root } from '../root.ts';
import { openAirflow } from './airflow.ts';
import { exportSample } from './export-sample.ts';
import { runProgram } from './run-program.ts';

const airflow = openAirflow(join(tmpdir(), 'tracewright-engines'));
const postgres = await startRealPostgres();
const missing = 'missing' in airflow ? airflow.missing : typeof postgres === 'string' ? postgres : null;
if (missing) console.warn(`SKIPPED: no DAG was run: ${missing}.`);

const folder = mkdtempSync(join(tmpdir(), 'tracewright-airflow-'));
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  if (!('missing' in airflow)) rmSync(join(airflow.dags, '..'), { recursive: true, force: true });
});

describe.skipIf(missing)('Airflow', () => {
  let tickets: number;
  let dag: string;
  let name: string;

  beforeAll(async () => {
    if ('missing' in airflow || typeof postgres === 'string') return;
    const trigger = { on: 'schedule', cron: '0 7 * * 1-5', timeZone: 'Europe/Berlin' } as const;
    ({ tickets } = await exportSample({ folder, target: 'airflow', trigger, state: 'postgres' }));
    const file = readdirSync(join(folder, 'airflow')).find((each) => each.endsWith('.py')) ?? '';
    dag = join(folder, 'airflow', file);
    name = basename(file, '_dag.py').replaceAll('_', '-');
    cpSync(dag, join(airflow.dags, file));
    // As its guide says: the locked packages, and settings in the folder.
    runProgram('npm', ['ci', '--omit=dev'], { cwd: folder });
    const server = (alias: string) => join(root, 'examples/servers', alias, 'server.ts');
    const settings = {
      DATABASE_URL: postgres.createDatabase('agent'),
      APPROVALS: 'auto',
      CODE_HOST_PATH: server('code-host'),
      CODE_HOST_STATE: join(folder, 'code-host'),
      TRACKER_PATH: server('tracker'),
      TRACKER_STATE: join(folder, 'tracker'),
    };
    const lines = Object.entries(settings).map(([variable, value]) => `${variable}=${value}\n`);
    writeFileSync(join(folder, '.env'), lines.join(''));
    airflow.run(['pools', 'set', name, '1', 'One pass at a time']);
  });

  test('reads the DAG without an error, and keeps its schedule, its pool and one run at a time', () => {
    expect(readDags()).toEqual({
      errors: [],
      dags: {
        [name]: {
          runs: 1,
          catchup: false,
          zone: 'Europe/Berlin',
          schedule: '0 7 * * 1-5',
          tasks: [{ pool: name, retries: 3 }],
        },
      },
    });
  });

  test('plans where nobody says otherwise, applies once where somebody does, and finds everything done afterwards', () => {
    if ('missing' in airflow) return;
    const variables = { AGENT_HOME: folder };
    const run = (...more: readonly string[]) => airflow.run(['dags', 'test', name, ...more], variables);
    expect(run()).toContain(`plan: ${tickets} planned. Nothing was sent`);
    const applying = ['--conf', '{"dry_run": false}'];
    expect(run(...applying)).toContain(`apply: ${tickets} done.`);
    expect(run(...applying)).toContain(`apply: ${tickets} already there.`);
  });

  test('a DAG that is broken is found', () => {
    if ('missing' in airflow) return;
    const broken = readFileSync(dag, 'utf8').replace('max_active_runs=1', 'max_active_run=1');
    writeFileSync(join(airflow.dags, 'broken_dag.py'), broken);
    expect(readDags().errors).toEqual([expect.stringContaining("unexpected keyword argument 'max_active_run'")]);
  });
});

/** What Airflow makes of the folder of DAGs, by its own reader. */
function readDags(): { readonly errors: readonly string[]; readonly dags: object } {
  if ('missing' in airflow) throw new Error(airflow.missing);
  const said = airflow.python(`
import json
from airflow.dag_processing.dagbag import DagBag

bag = DagBag("${airflow.dags}")
facts = {
    dag.dag_id: {
        "runs": dag.max_active_runs,
        "catchup": dag.catchup,
        "zone": str(dag.timezone),
        "schedule": str(dag.schedule),
        "tasks": [{"pool": task.pool, "retries": task.retries} for task in dag.tasks],
    }
    for dag in bag.dags.values()
}
print(json.dumps({"errors": list(bag.import_errors.values()), "dags": facts}))
`);
  return JSON.parse(said.trim().split('\n').at(-1) ?? '');
}
