import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentFolder, type DeployedAgent, operateAgent, ROOT } from '../../test/deployed-agent.ts';

/** What wakes it and whether it looks before it writes; see `wishes/main.py`. */
export interface Wishes {
  readonly trigger?: 'manual' | 'schedule' | 'webhook';
  readonly looksFirst?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** An agent on the Python runtime, written by hand, that raises an issue for each wish of a tracker with moods. */
export function deployWishes(
  python: string,
  { trigger = 'manual', looksFirst = false, env }: Wishes = {},
): DeployedAgent {
  const folder = agentFolder();
  copyFileSync(join(import.meta.dirname, 'wishes/main.py'), join(folder, 'main.py'));
  symlinkSync(join(ROOT, 'lib/export/python/runtime'), join(folder, 'runtime'));
  const tracker = { command: process.execPath, args: [join(ROOT, 'lib/export/test/moody-tracker.ts'), folder] };
  writeFileSync(join(folder, 'mcp.json'), JSON.stringify({ mcpServers: { tracker } }));
  return operateAgent({
    folder,
    program: [python, 'main.py'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      // Beside the tree, not in it; and not compiled anew at every start.
      PYTHONPYCACHEPREFIX: join(ROOT, 'node_modules/.cache/python-agent/bytecode'),
      TRIGGER: trigger,
      LOOKS_FIRST: looksFirst ? '1' : '0',
      ...env,
    },
  });
}
