import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language, StateChoice } from '../../lib/core/deploy/target.ts';
import { inferWorkflow } from '../../lib/core/inference/infer-workflow.ts';
import type { ServerConfig } from '../../lib/core/server/server-config.ts';
import type { Trace } from '../../lib/core/trace/trace.ts';
import type { Trigger } from '../../lib/core/workflow/workflow.ts';
import type { TargetId } from '../../lib/export/bundle.ts';
import { exportToFolder } from '../../lib/studio/export/export-workflow.ts';
import { root } from '../root.ts';

export interface SampleOrder {
  readonly folder: string;
  readonly target: TargetId;
  readonly trigger: Trigger;
  readonly state: StateChoice;
  /** The place's first where absent. */
  readonly language?: Language;
}

/** Writes the shipped sample as an agent for a place, with servers that run as programs beside it. */
export async function exportSample({ folder, ...choices }: SampleOrder): Promise<{ readonly tickets: number }> {
  const file = join(root, 'examples/memory-leak-tickets/trace.json');
  const trace: Trace = JSON.parse(readFileSync(file, 'utf8'));
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (!workflow) throw new Error('The sample gives no workflow.');
  const server = (alias: string): ServerConfig => ({
    alias,
    era: 'auto',
    effects: {},
    transport: {
      kind: 'stdio',
      command: 'node',
      args: [join(root, 'examples/servers', alias, 'server.ts'), '--state', join(folder, alias)],
      env: {},
    },
  });
  const servers = [server('code-host'), server('tracker')];
  const order = {
    workflow,
    traces: [trace],
    ...choices,
    installation: root,
    servers,
  } as const;
  const { proof, written } = await exportToFolder({ ...order, folder });
  if (!written) throw new Error(`The sample is not proved: ${JSON.stringify(proof.checks)}`);
  const { recordings } = JSON.parse(readFileSync(join(folder, 'trace.json'), 'utf8'));
  return { tickets: recordings[0].writes.length };
}
