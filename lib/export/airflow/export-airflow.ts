import type { AgentPackage } from '../agents/agent-package.ts';
import type { PlaceParts } from '../export-target.ts';
import { printAirflowGuide } from './print-airflow-guide.ts';
import { printDag } from './print-dag.ts';

/** The file's name as a Python module. */
export function dagFile(name: string): string {
  return `airflow/${name.replaceAll('-', '_')}_dag.py`;
}

/** A DAG that runs the agent once. The agent itself is installed on the workers. */
export function exportAirflow(agent: AgentPackage): PlaceParts {
  const { name } = agent;
  return {
    files: [
      { path: dagFile(name), text: printDag(agent), role: 'place' },
      { path: 'airflow/README.md', text: printAirflowGuide(agent), role: 'place' },
    ],
    deploy: [
      `sudo mkdir -p /opt/${name} && sudo cp -r . /opt/${name}      # on every worker`,
      `airflow pools set ${name} 1 "One pass at a time"`,
      `cp ${dagFile(name)} "$AIRFLOW_HOME/dags/"`,
      `airflow dags test ${name}`,
    ],
  };
}
