import type { AgentPackage } from '../agents/agent-package.ts';

/**
 * `airflow/<name>_dag.py` for Airflow 3. Its only values are a name of ours, a plain cron line and a time zone, as Python
 * literals: JSON texts of plain ASCII are that.
 */
export function printDag({ name, trigger, program, uses }: AgentPackage): string {
  const [cron, timeZone] = trigger.on === 'schedule' ? [trigger.cron.trim(), trigger.timeZone] : [null, 'UTC'];
  const start = program.installed.join(' ');
  return `"""Runs the agent ${name} once: a pass looks at the world and makes what is missing."""

import os
from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, Param

# Where the bundle is installed on every worker.
AGENT_HOME = os.environ.get("AGENT_HOME", ${literal(`/opt/${name}`)})

# Runs by schedule only plan while this is True. A run by hand says it itself.
DRY_RUN = True

COMMAND = """
set -eu
if [ -f .env ]; then set -a; . ./.env; set +a; fi
{% if params.dry_run %}
exec ${start} ${uses.plan.join(' ')}
{% else %}
if [ "\${APPROVALS:-ask}" = auto ]; then exec ${start} ${uses.applyAgreed.join(' ')}; fi
exec ${start} ${uses.apply.join(' ')}
{% endif %}
"""

with DAG(
    dag_id=${literal(name)},
    schedule=${cron === null ? 'None' : literal(cron)},
    start_date=pendulum.datetime(2026, 1, 1, tz=${literal(timeZone)}),
    # A slot that was missed is not made up for: the next pass does what is missing.
    catchup=False,
    max_active_runs=1,
    params={"dry_run": Param(DRY_RUN, type="boolean", description="Only show what would change")},
    tags=["mcp-agent"],
) as dag:
    BashOperator(
        task_id="run",
        bash_command=COMMAND,
        cwd=AGENT_HOME,
        append_env=True,
        # Changes wait for somebody's approval; to try again would not help.
        skip_on_exit_code=3,
        pool=${literal(name)},
        retries=3,
        retry_delay=timedelta(minutes=1),
        retry_exponential_backoff=True,
        max_retry_delay=timedelta(minutes=30),
        execution_timeout=timedelta(minutes=30),
    )
`;
}

function literal(text: string): string {
  if (!/^[ -~]*$/.test(text)) throw new Error(`${JSON.stringify(text)} is not plain ASCII.`);
  return JSON.stringify(text);
}
