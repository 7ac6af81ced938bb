import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../json/json.ts';
import { shown } from '../../testing/shown.ts';
import type { SmallWorld } from '../../testing/small-world.ts';

const TENANTS = ['ada', 'ben', 'cleo', 'dov', 'eva', 'finn'].map((name, at) => ({
  tenant_id: `tn-${[4417, 2093, 7750, 3128, 9961, 6604][at]}`,
  phone: `555-01${at}7`,
  name,
}));
const SIGNED: readonly (readonly [string, boolean])[] = [
  ['ada', true],
  ['ben', false],
  ['cleo', true],
  ['cleo', false],
  ['eva', false],
  ['finn', true],
];
const idOf = (name: string): string => TENANTS.find((tenant) => tenant.name === name)?.tenant_id ?? '';
const leases = (member: (signed: boolean) => JsonObject): readonly JsonObject[] =>
  SIGNED.map(([name, signed], at) => ({ lease_no: 70 + at, tenant_id: idOf(name), ...member(signed) }));

const FLAGS = leases((signed) => ({ signed }));
const DATES = leases((signed) => ({ signed_on: signed ? '2026-02-11' : null }));
const STATES = leases((signed) => ({ state: signed ? 'signed' : 'draft' }));

async function called(prompt: string, list: readonly JsonObject[], names: readonly string[], args: JsonObject = {}) {
  const world: SmallWorld = {
    'house/list_tenants': { run: () => ({ tenants: TENANTS }) },
    'house/list_leases': { run: () => ({ leases: [...list] }) },
    'house/call_tenant': { run: () => 'called' },
  };
  const { program, questions } = await shown(prompt, world, async (call) => {
    await call('house/list_tenants');
    await call('house/list_leases', args);
    for (const { name, phone } of TENANTS) if (names.includes(name)) await call('house/call_tenant', { phone });
  });
  const condition = /tenant\d => (.*)\)$/m.exec(program)?.[1] ?? program;
  return { condition: condition.replaceAll(/tenant\d/g, 'tenant'), questions };
}

describe('whether another list has a record for the item', () => {
  test.each([
    ['without a signed lease', ['ben', 'dov', 'eva'], 'not(some(SAME, eq(entry.signed, true))))'],
    ['who has a lease that is signed', ['ada', 'cleo', 'finn'], 'some(SAME, eq(entry.signed, true)))'],
    ['who has an unsigned lease', ['ben', 'cleo', 'eva'], 'some(SAME, ne(entry.signed, true)))'],
    ['who has no unsigned lease', ['ada', 'dov', 'finn'], 'not(some(SAME, ne(entry.signed, true))))'],
    ['who has not signed any lease', ['ben', 'dov', 'eva'], 'not(some(SAME, eq(entry.signed, true))))'],
  ])('by a flag: each tenant %s', async (who, names, expected) => {
    const { condition, questions } = await called(`Call each tenant ${who}.`, FLAGS, names);
    const same = 'leases.leases, entry => and(eq(entry.tenant_id, tenant.tenant_id)';
    expect(condition).toBe(expected.replace('SAME', same));
    expect(questions).toEqual([]);
  });

  test('by a date that is empty until then', async () => {
    const { condition, questions } = await called('Call tenants without a signed lease.', DATES, ['ben', 'dov', 'eva']);
    expect(condition).toContain('eq(entry.tenant_id, tenant.tenant_id), not(isEmpty(entry.signed_on))');
    expect(questions).toEqual([]);
  });

  test('by a state that the user named, which is an input', async () => {
    const { condition, questions } = await called('Call tenants with a draft lease.', STATES, ['ben', 'cleo', 'eva']);
    expect(condition).toMatch(/^some\(.*eq\(entry\.state, \$state\)/);
    expect(questions).toEqual([]);
  });

  test('is asked where what is not one state may be just the other that was seen', async () => {
    const { condition, questions } = await called('Call tenants with an unsigned lease.', STATES, [
      'ben',
      'cleo',
      'eva',
    ]);
    expect(condition).toContain('ne(entry.state, "signed")');
    expect(questions).toEqual([expect.stringContaining('Which tenants should be taken?')]);
  });

  test('is asked by the plain list where that holds only those', async () => {
    const drafts = STATES.filter(({ state }) => state === 'draft');
    const names = ['ben', 'cleo', 'eva'];
    const { condition, questions } = await called('Call tenants with a draft lease.', drafts, names, {
      state: 'draft',
    });
    expect(condition).toMatch(/^has\(map\(leases\.leases/);
    expect(questions).toEqual([]);
  });
});
