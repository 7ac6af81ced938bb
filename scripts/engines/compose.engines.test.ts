import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { placedBundle, TRIGGERS } from '../../lib/export/test/placed-bundle.ts';
import { writeBundle } from '../../lib/export/write-bundle.ts';
import { openContainerEngine, PRODUCT_MOUNT } from './container-engine.ts';
import { openDockerCompose, servePodman } from './docker-compose.ts';
import { eventually } from './eventually.ts';
import { exportSample } from './export-sample.ts';
import { freePort } from './free-port.ts';
import { runProgram } from './run-program.ts';

const kept = join(tmpdir(), 'tracewright-engines');
const compose = openDockerCompose(kept);
const engine = openContainerEngine(kept);
const missing = 'missing' in compose ? compose.missing : null;
if (missing) console.warn(`SKIPPED: no Compose file was read: ${missing}.`);

const folder = mkdtempSync(join(tmpdir(), 'tracewright-compose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CASES = TRIGGERS.flatMap((trigger) => (['sqlite', 'postgres'] as const).map((state) => ({ trigger, state })));

describe.skipIf(missing)('Docker Compose', () => {
  const settings = { CODE_HOST_URL: 'http://127.0.0.1', TRACKER_PATH: 'tracker.ts', TRACKER_STATE: 'state' };

  test.each(CASES)('takes the file for $trigger.on with $state', async ({ trigger, state }) => {
    if ('missing' in compose) return;
    const place = join(folder, `${trigger.on}-${state}`);
    writeBundle(await placedBundle('compose', trigger, state), place);
    const all = ['--profile', 'postgres', '--profile', 'telemetry', 'config'];
    const said = parse(compose.run(place, all, settings));
    expect(Object.keys(said.services).toSorted()).toEqual(
      ['agent', 'collector', ...(state === 'postgres' ? ['postgres'] : [])].toSorted(),
    );
    // Without a profile there is the agent alone, and its database is somebody else's.
    expect(compose.run(place, ['config', '--services'], settings).trim()).toBe('agent');
    // What has to be set is asked for by name.
    expect(() => compose.run(place, ['config', '--quiet'])).toThrow('set it in .env');
  });

  test('does not take a member that it does not know', async () => {
    if ('missing' in compose) return;
    const place = join(folder, 'broken');
    writeBundle(await placedBundle('compose', { on: 'manual' }, 'sqlite'), place);
    const file = join(place, 'compose.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('read_only:', 'readonly:'));
    expect(() => compose.run(place, ['config', '--quiet'], settings)).toThrow('readonly');
  });
});

const LANGUAGES = ['typescript', 'python'] as const;

describe.skipIf(missing !== null || 'missing' in engine).each(LANGUAGES)(
  'the containers of the sample in %s',
  (language) => {
    // The base image is made on the way where there is none yet.
    test('come up as the file says, serve, and do the job once over a restart', async () => {
      if ('missing' in compose || 'missing' in engine) return;
      const place = join(folder, `sample-${language}`);
      const { tickets } = await exportSample({
        folder: place,
        target: 'compose',
        trigger: { on: 'manual' },
        state: 'sqlite',
        language,
      });
      const { services } = parse(readFileSync(join(place, 'compose.yaml'), 'utf8'));
      // The sample's servers are programs of this product; Compose lays a second file over the first.
      const override = { services: { agent: { volumes: [PRODUCT_MOUNT] } } };
      writeFileSync(join(place, 'compose.override.yaml'), JSON.stringify(override));
      engine.build({
        folder: place,
        base: engine.baseImage(language),
        tag: `docker.io/library/${services.agent.image}`,
      });

      const program = language === 'python' ? ['python', 'main.py'] : ['node', 'main.ts'];
      const port = await freePort();
      const lines = {
        DRY_RUN: 'false',
        APPROVALS: 'auto',
        PUBLISHED_PORT: String(port),
        CODE_HOST_PATH: '/product/examples/servers/code-host/server.ts',
        CODE_HOST_STATE: '/app/data/code-host',
        TRACKER_PATH: '/product/examples/servers/tracker/server.ts',
        TRACKER_STATE: '/app/data/tracker',
      };
      writeFileSync(
        join(place, '.env'),
        Object.entries(lines)
          .map(([key, value]) => `${key}=${value}\n`)
          .join(''),
      );
      runProgram(join(place, 'compose/make-secrets.sh'), []);
      const { address, stop } = await servePodman(kept, engine.env);
      const run = (...args: readonly string[]) => compose.run(place, args, { DOCKER_HOST: address, ...engine.env });
      const agent = (...words: readonly string[]) => run('exec', '-T', 'agent', ...words);
      const fetched = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
      try {
        run('up', '--no-build', '--pull', 'never', '--detach');
        await eventually(async () => (await fetched('/healthz')) !== '');
        // Podman makes of the file what was meant by it.
        const [made] = JSON.parse(runProgram('podman', ['inspect', run('ps', '--quiet').trim()], { env: engine.env }));
        expect(made.HostConfig).toMatchObject({ ReadonlyRootfs: true, Memory: 512 * 1024 * 1024, PidsLimit: 256 });
        expect(made.HostConfig.SecurityOpt).toContain('no-new-privileges');
        expect(made.EffectiveCaps ?? []).toEqual([]);
        expect(made.Config.User).toBe('10001:10001');
        expect(JSON.stringify(made.Config.Env)).not.toContain(
          readFileSync(join(place, 'compose/secrets/RUN_TOKEN'), 'utf8'),
        );
        expect(() => run('exec', '-T', '--user', '0', 'agent', 'touch', '/app/mcp.json')).toThrow(
          'Read-only file system',
        );
        // What Compose asks again and again; there is no timer for it here.
        agent(...services.agent.healthcheck.test.slice(1));

        expect(agent(...program, 'trigger')).toContain('202');
        await eventually(async () =>
          /agent_passes_total\{[^}]*status="succeeded"[^}]*\} 1/.test(await fetched('/metrics')),
        );
        run('restart', '--timeout', '10');
        expect(agent(...program, 'apply', '--yes')).toContain(`apply: ${tickets} already there.`);
      } finally {
        run('down', '--volumes', '--timeout', '5');
        stop();
      }
    }, 600_000);
  },
);
