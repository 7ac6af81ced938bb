import type { Program } from '../program/program.ts';

/** `temporal/workflows.ts`: what runs in Temporal's sandbox, and so imports nothing of a worker. Not yet formatted. */
export function printWorkflows({ name, config }: Program): string {
  const settings = config.length > 0;
  return `import { ${settings ? 'config, inputs' : 'inputs'} } from '../inputs.ts';
import { runWorkflow } from '../runtime/temporal/sdk/run-workflow.ts';
import type { RunReport, RunWish } from '../runtime/temporal/run-wish.ts';
import { ${name === 'run' ? 'run' : `${name} as run`} } from '../workflow.ts';

/** One run of the agent: the program of workflow.ts, with every call as an activity of a worker. */
export function runAgent(wish?: RunWish): Promise<RunReport> {
  return runWorkflow({ run, inputs, config${settings ? '' : ': []'} }, wish);
}
`;
}
