import type { AgentPackage } from '../agents/agent-package.ts';
import { dagFile } from './export-airflow.ts';

/** `airflow/README.md`: how it is set up and why it is as it is. Our words only. */
export function printAirflowGuide(agent: AgentPackage): string {
  const { name, install, secrets, variables, trigger } = agent;
  const needed = secrets.filter(({ neededBy }) => neededBy === 'pass').map((secret) => secret.name);
  const settings = variables.filter(({ secret }) => !secret).map((setting) => setting.name);
  return `# On Airflow

Airflow 3 with the standard provider.

1. Put this folder on every worker, at \`/opt/${name}\` or where \`AGENT_HOME\` says, and install it there:
   \`${install.map((words) => words.join(' ')).join(' && ')}\`. In an image of workers, do it when the image is built.
2. Write \`.env\` there (${[...needed, ...settings].map((each) => `\`${each}\``).join(', ')}), readable for Airflow's user only; or
   mount secrets as files and say where in \`SECRETS_DIR\`.
3. \`airflow pools set ${name} 1 "One pass at a time"\`
4. Copy \`${dagFile(name).replace('airflow/', '')}\` to the folder of DAGs, and try it: \`airflow dags test ${name}\` plans.

${trigger.on === 'schedule' ? 'Runs by schedule plan until `DRY_RUN = False` stands in the DAG.' : 'It runs when somebody triggers it.'} A run by hand asks for \`dry_run\`. Changes wait
for approval unless \`.env\` says \`APPROVALS=auto\`: the task is then *skipped* (exit code 3), and
\`set -a; . ./.env; ${[...agent.program.installed, ...agent.uses.approve].join(' ')}\` in the folder lists them.

## State

Postgres, by \`DATABASE_URL\`. Airflow runs a task on any of its workers, and a retry on another one: a SQLite ledger on one
of them would not be known to the others. A pass that failed is tried again three times; what it had done is not done
again.
`;
}
