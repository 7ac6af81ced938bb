import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findRefusals } from '#core/deploy/find-refusals.ts';
import { TARGET_IDS, TARGETS } from './targets.ts';
import { placedBundle, TRIGGERS, takesExample, textOf } from './test/placed-bundle.ts';

const SQS = { on: 'queue', kind: 'sqs', name: 'pulls' } as const;
const CASES = TARGET_IDS.flatMap((target) =>
  TARGETS[target].languages.flatMap((language) =>
    [...TRIGGERS, SQS].flatMap((trigger) =>
      (['sqlite', 'postgres', 'dynamodb'] as const).map((state) => ({ target, language, trigger, state })),
    ),
  ),
);
type Case = (typeof CASES)[number];

/** Of settings and packages: what says where an agent is. */
const PACKAGES = ['package.json', 'package-lock.json', '.env.example'];

const refusalOf = ({ target, ...wish }: Case) => findRefusals(TARGETS[target], wish)[0];
const bundleOf = ({ target, trigger, state, language }: Case) => placedBundle(target, trigger, state, language);

test.each(CASES.filter(refusalOf))(
  '$target in $language with $trigger.on and $state is refused, in the words that the page shows',
  async (wish) => {
    const { message } = refusalOf(wish) ?? { message: '' };
    await expect(bundleOf(wish)).rejects.toThrow(message);
    // A refusal says what to do.
    expect(message).toMatch(/: (?:choose|give) /);
  },
);

test.each(CASES.filter((wish) => !refusalOf(wish) && takesExample(wish.target, wish.trigger)))(
  '$target in $language with $trigger.on and $state is the same agent with the files of the place, each path once',
  async (wish) => {
    const bundle = await bundleOf(wish);
    // What no folder alone can be is compared with what is nearest.
    const alone = await bundleOf({
      ...{ ...wish, target: wish.language, state: wish.state === 'dynamodb' ? 'sqlite' : wish.state },
    });
    const { host = 'process' } = TARGETS[wish.target];
    const differs = ['README.md', ...(host === 'process' ? [] : PACKAGES)];
    const paths = bundle.files.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    // The README names what the place adds; all else is the agent, byte for byte, but for the packages of its host.
    for (const { path, text } of alone.files) {
      if (!differs.includes(path)) expect(textOf(bundle, path), path).toBe(text);
    }
    const added = bundle.files.filter(({ role }) => role === 'place');
    // What its host needs of the runtime is copied beside the rest of it.
    const copied = bundle.files.filter(({ path }) => path.startsWith(`runtime/${host}/`));
    expect(added.length + copied.length + alone.files.length).toBe(bundle.files.length);
    expect(textOf(bundle, 'README.md')).toContain(TARGETS[wish.target].readmeLine ?? '');
    expect(added.some(({ path }) => path.endsWith('README.md'))).toBe(added.length > 0);
    expect(bundle.commands.deploy.length).toBeGreaterThan(0);
    // What one language is made of stands in no file of a place for the other.
    const foreign = wish.language === 'python' ? /main\.ts|node_modules|\bnpm\b/ : /main\.py|\.venv\/bin|\bpip\b/;
    for (const { path, text } of added) expect([path, foreign.exec(text)?.[0]]).toEqual([path, undefined]);
  },
);

test('only an agent for AWS Lambda brings packages of AWS, only one for Temporal those of Temporal, and none for Redis', async () => {
  for (const target of TARGET_IDS) {
    const trigger = target === 'lambda' ? SQS : ({ on: 'manual' } as const);
    const { files } = await placedBundle(
      target,
      trigger,
      TARGETS[target].states.postgres === 'taken' ? 'postgres' : 'sqlite',
    );
    const locks = files.filter(({ path }) => /^package(-lock)?\.json$|requirements/.test(path)).map(({ text }) => text);
    expect([target, locks.some((text) => text.includes('@aws-sdk/'))]).toEqual([target, target === 'lambda']);
    expect([target, locks.some((text) => text.includes('@temporalio/'))]).toEqual([target, target === 'temporal']);
    expect(locks.some((text) => text.includes('"redis"'))).toBe(false);
  }
});

test('of the packages of queues a bundle has those of its own kind', async () => {
  const packages = { redis: 'redis', sqs: '@aws-sdk/client-sqs', pubsub: '@google-cloud/pubsub' } as const;
  for (const kind of ['redis', 'sqs', 'pubsub'] as const) {
    const bundle = await placedBundle('typescript', { on: 'queue', kind, name: 'pulls' }, 'sqlite');
    const { dependencies } = JSON.parse(textOf(bundle, 'package.json'));
    const locked = JSON.parse(textOf(bundle, 'package-lock.json')).packages;
    for (const [other, name] of Object.entries(packages)) {
      expect([kind, other, name in dependencies]).toEqual([kind, other, kind === other]);
      expect([kind, other, `node_modules/${name}` in locked]).toEqual([kind, other, kind === other]);
    }
  }
});

test('a place is called by its id, and says in one line what it is for', () => {
  for (const [id, { id: own, title, purpose }] of Object.entries(TARGETS)) {
    expect(own).toBe(id);
    expect(`${title}: ${purpose}`.length, id).toBeLessThan(130);
  }
});

test('the page of the command line names every target', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/command-line.md'), 'utf8');
  const named = [...page.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) => cell.match(/[a-z-]+/g) ?? []);
  expect(named).toEqual(TARGET_IDS);
});
