import { describe, expect, test } from 'vitest';
import { findRefusals } from '#core/deploy/find-refusals.ts';
import { TARGET_IDS, TARGETS } from './targets.ts';
import { placedBundle, TRIGGERS, textOf } from './test/placed-bundle.ts';

const CASES = TARGET_IDS.flatMap((target) =>
  TRIGGERS.flatMap((trigger) => (['sqlite', 'postgres'] as const).map((state) => ({ target, trigger, state }))),
);

const refusalOf = ({ target, trigger, state }: (typeof CASES)[number]) =>
  findRefusals(TARGETS[target], { language: TARGETS[target].languages[0], trigger, state })[0];

test.each(CASES.filter(refusalOf))(
  '$target with $trigger.on and $state is refused, in the words that the page shows',
  async (wish) => {
    const { message } = refusalOf(wish) ?? { message: '' };
    await expect(placedBundle(wish.target, wish.trigger, wish.state)).rejects.toThrow(message);
    // A refusal says what to do.
    expect(message).toMatch(/: (?:choose|give) /);
  },
);

describe.each(CASES.filter((wish) => !refusalOf(wish)))(
  '$target with $trigger.on and $state',
  ({ target, trigger, state }) => {
    test('is the same agent with the files of the place, each path once', async () => {
      const bundle = await placedBundle(target, trigger, state);
      const alone = await placedBundle(TARGETS[target].languages[0] as 'typescript', trigger, state);
      const paths = bundle.files.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      // The README names what the place adds; all else is the agent, byte for byte.
      for (const { path, text } of alone.files) if (path !== 'README.md') expect(textOf(bundle, path), path).toBe(text);
      const added = bundle.files.filter(({ role }) => role === 'place');
      expect(added.length + alone.files.length).toBe(bundle.files.length);
      expect(textOf(bundle, 'README.md')).toContain(TARGETS[target].readmeLine ?? '');
      expect(added.some(({ path }) => path.endsWith('README.md'))).toBe(added.length > 0);
      expect(bundle.commands.deploy.length).toBeGreaterThan(0);
    });
  },
);

test('a place is called by its id, and says in one line what it is for', () => {
  for (const [id, { id: own, title, purpose }] of Object.entries(TARGETS)) {
    expect(own).toBe(id);
    expect(`${title}: ${purpose}`.length, id).toBeLessThan(130);
  }
});
