import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import { exportBundle } from '../../export-bundle.ts';
import { agentFolder, type DeployedAgent, EMPTY_TRACE, operateAgent, ROOT } from '../../test/deployed-agent.ts';
import { readRuntimeLibrary } from '../../typescript/runtime-library.ts';
import { writeBundle } from '../../write-bundle.ts';

/** Exports a workflow that uses the server `tracker` for AWS Lambda, and makes it ready to run. */
export async function lambdaAgent(
  workflow: Workflow,
  trigger: Trigger,
  env: Readonly<Record<string, string>>,
): Promise<DeployedAgent> {
  const folder = agentFolder();
  const script = join(ROOT, 'lib/export/test/moody-tracker.ts');
  const bundle = await exportBundle({
    workflow,
    traces: [EMPTY_TRACE],
    target: 'lambda',
    options: {
      trigger,
      servers: [
        {
          ...{ alias: 'tracker', era: 'auto', effects: {} },
          transport: { kind: 'stdio', command: 'node', args: [script, folder], env: {} },
        },
      ],
    },
    library: readRuntimeLibrary(ROOT),
  });
  writeBundle(bundle, folder);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return operateAgent({
    folder,
    env: {
      NODE_ENV: 'test',
      PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`,
      TRACKER_PATH: script,
      TRACKER_PATH_2: folder,
      ...env,
    },
    program: [process.execPath, 'main.ts'],
  });
}
