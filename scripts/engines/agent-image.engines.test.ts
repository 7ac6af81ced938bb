import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openContainerEngine, PRODUCT_MOUNT } from './container-engine.ts';
import { exportSample } from './export-sample.ts';

const engine = openContainerEngine(join(tmpdir(), 'tracewright-engines'));
if ('missing' in engine) console.warn(`SKIPPED: no image was built: ${engine.missing}.`);

const folder = mkdtempSync(join(tmpdir(), 'tracewright-image-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf('missing' in engine)('the image of the sample', () => {
  test('is built by the Dockerfile as it is, and plans and applies once, without a network, rights or a place to write', async () => {
    if ('missing' in engine) return;
    const { tickets } = await exportSample({
      folder,
      target: 'kubernetes',
      trigger: { on: 'manual' },
      state: 'sqlite',
    });
    const tag = 'localhost/mcp-agent:engines';
    engine.build({ folder, base: engine.baseImage(), tag });

    const data = join(folder, 'volume');
    mkdirSync(data);
    // The volume belongs to the agent's user in a cluster (fsGroup).
    chmodSync(data, 0o777);
    const server = (alias: string) => `/product/examples/servers/${alias}/server.ts`;
    const run = (...args: readonly string[]) =>
      engine.run({
        tag,
        args,
        mounts: [`${data}:/app/data`, PRODUCT_MOUNT],
        variables: {
          CODE_HOST_PATH: server('code-host'),
          CODE_HOST_STATE: '/app/data/code-host',
          TRACKER_PATH: server('tracker'),
          TRACKER_STATE: '/app/data/tracker',
        },
      });
    expect(run('plan')).toContain(`plan: ${tickets} planned. Nothing was sent`);
    expect(run('apply', '--yes')).toContain(`apply: ${tickets} done.`);
    expect(run('apply', '--yes')).toContain(`apply: ${tickets} already there.`);
  });
});
