import { describe, expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

const rules: Readonly<Record<string, readonly { rule: string; port: number; zone: string }[]>> = {
  web: [
    { rule: 'ru-71a4', port: 443, zone: 'outer' },
    { rule: 'ru-88b0', port: 443, zone: 'inner' },
  ],
  mail: [{ rule: 'ru-90c1', port: 443, zone: 'inner' }],
  shop: [
    { rule: 'ru-15d3', port: 80, zone: 'outer' },
    { rule: 'ru-26e9', port: 443, zone: 'outer' },
  ],
};
const world: SmallWorld = {
  'fw/list_rules': { run: ({ host }) => ({ rules: [...(rules[String(host)] ?? [])] }) },
  'fw/change_rule': { run: () => ({ ok: true }) },
  'fw/add_rule': { run: () => ({ rule: 'ru-new0' }) },
};
const said =
  'Hosts web, mail and shop shall let 10.0.0.0/8 in on port 443 of the outer zone. Change the rule where there is one, else add it.';

describe('a record that exists on one side only', () => {
  test('is the condition: it is changed where it exists, and made where it does not', async () => {
    const { program, questions } = await shown(said, world, async (call) => {
      await call('fw/list_rules', { host: 'web' });
      await call('fw/change_rule', { rule: 'ru-71a4', source: '10.0.0.0/8' });
      await call('fw/list_rules', { host: 'mail' });
      await call('fw/add_rule', { host: 'mail', port: 443, zone: 'outer', source: '10.0.0.0/8' });
      await call('fw/list_rules', { host: 'shop' });
      await call('fw/change_rule', { rule: 'ru-26e9', source: '10.0.0.0/8' });
    });
    expect(program).toMatch(/if some\(rules\.rules, \w+ => and\(.*zone.*\)\)\n\s+changeRule/);
    expect(program).toMatch(/else\n\s+addRule/);
    expect(questions).toEqual([]);
  });

  test('is so too where the first host was one that had none', async () => {
    const { program, questions } = await shown(said, world, async (call) => {
      await call('fw/list_rules', { host: 'mail' });
      await call('fw/add_rule', { host: 'mail', port: 443, zone: 'outer', source: '10.0.0.0/8' });
      await call('fw/list_rules', { host: 'web' });
      await call('fw/change_rule', { rule: 'ru-71a4', source: '10.0.0.0/8' });
      await call('fw/list_rules', { host: 'shop' });
      await call('fw/change_rule', { rule: 'ru-26e9', source: '10.0.0.0/8' });
    });
    expect(program).toMatch(/if not\(some\(rules\.rules, /);
    expect(questions).toEqual([]);
  });
});
