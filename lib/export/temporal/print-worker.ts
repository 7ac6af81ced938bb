import type { AgentPackage } from '../agents/agent-package.ts';
import { printString } from '../print/print-value.ts';

/** `temporal/worker.ts`. Not yet formatted. */
export function printWorker({ name }: AgentPackage): string {
  return `import { join } from 'node:path';
import { program } from '../main.ts';
import { runWorker } from '../runtime/temporal/sdk/run-worker.ts';

// Connections and settings come from the environment: .env.example and temporal/README.md say which.
await runWorker(program, {
  folder: join(import.meta.dirname, '..'),
  workflows: join(import.meta.dirname, 'workflows.ts'),
  taskQueue: ${printString(name)},
}).catch((error: unknown) => {
  process.stderr.write(\`\${error instanceof Error ? error.message : String(error)}\\n\`);
  process.exitCode = 1;
});
`;
}
