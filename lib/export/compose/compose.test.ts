import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { StateChoice } from '#core/deploy/target.ts';
import { placedBundle, TRIGGERS, textOf } from '../test/placed-bundle.ts';
import { composeProblems } from './test/compose-problems.ts';

const CASES = TRIGGERS.flatMap((trigger) => (['sqlite', 'postgres'] as const).map((state) => ({ trigger, state })));
const composeOf = async (trigger = TRIGGERS[0], state: StateChoice = 'postgres') =>
  parse(textOf(await placedBundle('compose', trigger ?? { on: 'manual' }, state), 'compose.yaml'));

describe.each(CASES)('the Compose file for $trigger.on with $state', ({ trigger, state }) => {
  test('closes what can be closed, and every name in it means something', async () => {
    expect(composeProblems(await composeOf(trigger, state))).toEqual([]);
  });

  test('makes every secret that it mounts, and nothing else', async () => {
    const bundle = await placedBundle('compose', trigger, state);
    const made = [...textOf(bundle, 'compose/make-secrets.sh').matchAll(/^put (\w+) /gm)].map(([, name]) => name);
    expect(made.toSorted()).toEqual(Object.keys((await composeOf(trigger, state)).secrets).toSorted());
  });
});

test('a ledger in a file has a volume and no second agent; one in Postgres waits for the server if that is here', async () => {
  const sqlite = await composeOf(TRIGGERS[1], 'sqlite');
  expect(sqlite.services.agent.volumes).toEqual(['data:/app/data']);
  expect(Object.keys(sqlite.services)).toEqual(['agent', 'collector']);
  const postgres = await composeOf(TRIGGERS[1], 'postgres');
  expect(postgres.services.agent.volumes).toBeUndefined();
  expect(postgres.services.agent.depends_on.postgres).toEqual({ condition: 'service_healthy', required: false });
});

test('a plan is what happens where nobody says otherwise', async () => {
  const { environment } = (await composeOf()).services.agent;
  expect([environment.DRY_RUN, environment.APPROVALS]).toEqual(['$' + '{DRY_RUN:-true}', '$' + '{APPROVALS:-ask}']);
});

// biome-ignore lint/suspicious/noExplicitAny: parsed YAML is broken member by member.
type Loose = any;

test.each<[rule: string, breaks: (file: Loose) => void, found: string]>([
  [
    'latest',
    ({ services }) => {
      services.agent.image = 'agent:latest';
    },
    'agent: its image "agent:latest" has no exact version',
  ],
  [
    'root',
    ({ services }) => {
      services.agent.read_only = false;
    },
    'agent: its root can be written',
  ],
  [
    'capabilities',
    ({ services }) => {
      services.agent.cap_drop = [];
    },
    'agent: it keeps capabilities',
  ],
  [
    'added',
    ({ services }) => {
      services.agent.cap_add = ['NET_ADMIN'];
    },
    'agent: it adds capabilities',
  ],
  [
    'privileges',
    ({ services }) => {
      delete services.collector.security_opt;
    },
    'collector: it may gain privileges',
  ],
  [
    'ports',
    ({ services }) => {
      services.agent.ports = ['8080:8080'];
    },
    'agent: it is published beyond this machine',
  ],
  [
    'environment',
    ({ services }) => {
      services.agent.environment.RUN_TOKEN = 'x';
    },
    'agent: the secret RUN_TOKEN is in its environment',
  ],
  [
    'secret',
    ({ secrets }) => {
      delete secrets.RUN_TOKEN;
    },
    'agent: there is no secret "RUN_TOKEN"',
  ],
  [
    'left over',
    ({ secrets }) => {
      secrets.OLD = { file: './x' };
    },
    'the secret "OLD" is mounted nowhere',
  ],
  [
    'volume',
    (file) => {
      delete file.volumes.postgres;
    },
    'postgres: there is no volume "postgres"',
  ],
  [
    'profile',
    ({ services }) => {
      services.agent.depends_on.postgres.required = true;
    },
    'agent: it cannot start without the profile of "postgres"',
  ],
  [
    'memory',
    ({ services }) => {
      delete services.postgres.deploy.resources.limits.memory;
    },
    'postgres: its memory has no limit',
  ],
])('a file that breaks the rule of %s is found', async (_rule, breaks, found) => {
  const file = await composeOf();
  breaks(file);
  expect(composeProblems(file)).toEqual([found]);
});
