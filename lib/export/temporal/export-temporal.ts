import type { AgentPackage } from '../agents/agent-package.ts';
import type { BundleFile } from '../bundle.ts';
import type { ExportFacts } from '../export-facts.ts';
import type { PlaceParts } from '../export-target.ts';
import { formatTypeScript } from '../format-code.ts';
import { typescriptProgram } from '../typescript/typescript-program.ts';
import { printStart } from './print-start.ts';
import { printTemporalGuide } from './print-temporal-guide.ts';
import { printWorker } from './print-worker.ts';
import { printWorkflows } from './print-workflows.ts';

/** The program as a workflow, a worker that makes its calls, and a command that starts it. */
export async function exportTemporal(agent: AgentPackage, facts: ExportFacts): Promise<PlaceParts> {
  const code = async (path: string, text: string): Promise<BundleFile> => ({
    path,
    text: await formatTypeScript(text),
    role: 'place',
  });
  return {
    files: [
      await code('temporal/workflows.ts', printWorkflows(typescriptProgram(facts))),
      await code('temporal/worker.ts', printWorker(agent)),
      await code('temporal/start.ts', printStart(agent)),
      { path: 'temporal/README.md', text: printTemporalGuide(agent), role: 'place' },
      ...facts.library.temporal.map(({ path, text }): BundleFile => ({ path, text, role: 'copied' })),
    ],
    deploy: [
      'temporal server start-dev      # unless you have a Temporal server: TEMPORAL_ADDRESS',
      'npm run worker                 # on as many machines as you like',
      'npm run temporal -- start --plan',
      ...(agent.trigger.on === 'schedule' ? ['npm run temporal -- schedule'] : []),
    ],
  };
}
