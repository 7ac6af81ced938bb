import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { ToolCallFailure } from '../tool/tool-caller.ts';
import { effectKey, hashRequest } from './effect-key.ts';
import { type EffectActions, EffectFailure, ensureEffect } from './ensure-effect.ts';
import type { Approval, Effect, Ledger } from './ledger.ts';
import { ledgerSuite } from './ledger-suite.ts';
import { memoryLedger } from './memory-ledger.ts';
import { setBackSuite } from './set-back-suite.ts';

const NOW = '2026-11-21T09:00:00.000Z';
const request = { server: 'jira', tool: 'create_issue', args: { title: 'x' } };
const effect: Effect = {
  ...request,
  key: 'create:1',
  step: 'create',
  path: [],
  argsHash: hashRequest(request),
  effect: 'write',
};
const ok = { content: [{ type: 'text' as const, text: '{"key":"A-1"}' }] };

/** A world in which issues can be created and, if wanted, looked for. */
function world() {
  const created: string[] = [];
  const actions: EffectActions = {
    send: async () => {
      created.push('A-1');
      return ok;
    },
  };
  const find = async (): Promise<Json | undefined> => (created.length > 0 ? { key: created[0] ?? '' } : undefined);
  return { created, actions, find };
}

function yes(ledger: Ledger, approval: Approval = { approved: true }) {
  const states: string[] = [];
  const options = {
    ledger,
    approver: { approve: async () => approval },
    onChange: (change: { readonly state: string }) => void states.push(change.state),
  };
  return { states, options };
}

describe('the memory ledger', () => {
  ledgerSuite(
    { test, equal: (actual, expected) => expect(actual).toEqual(expected) },
    async () => {
      const ledger = memoryLedger(() => NOW);
      return { ledger, again: async () => ledger, afterCrash: async () => ledger, close: async () => {} };
    },
    { lasting: false },
  );
  setBackSuite({ test, equal: (actual, expected) => expect(actual).toEqual(expected) }, async () => {
    let tick = 0;
    const ledger = memoryLedger(() => new Date(Date.parse(NOW) + tick++).toISOString());
    return { ledger, close: async () => {} };
  });
});

describe('the key of an effect', () => {
  const facts = { workflow: 'w', request, occurrence: 0 };

  test('does not depend on the order of arguments, but on their values, the workflow and the occurrence', () => {
    const swapped = { ...request, args: { b: 1, a: 2 } };
    const same = { ...request, args: { a: 2, b: 1 } };
    expect(effectKey({ ...facts, request: swapped })).toBe(effectKey({ ...facts, request: same }));
    const keys = [
      effectKey(facts),
      effectKey({ ...facts, occurrence: 1 }),
      effectKey({ ...facts, workflow: 'v' }),
      effectKey({ ...facts, request: same }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is one word of a command line, however the tool is called', () => {
    const strange = { ...request, tool: 'create issue; rm -rf "$HOME"\n' };
    expect(effectKey({ ...facts, request: strange })).toMatch(/^[A-Za-z0-9_.-]+:[0-9a-f]{32}$/);
  });

  test('of the step’s own decides alone where it is given', () => {
    const one = effectKey({ ...facts, key: 'pr-42' });
    expect(effectKey({ ...facts, key: 'pr-42', occurrence: 3, request: { ...request, args: {} } })).toBe(one);
  });
});

describe('ensuring an effect', () => {
  test('claims, asks, sends and records, in this order', async () => {
    const { created, actions } = world();
    const { states, options } = yes(memoryLedger(() => NOW));
    expect(await ensureEffect(effect, actions, options)).toEqual({ how: 'created', result: ok });
    expect(states).toEqual(['awaiting', 'sent', 'confirmed']);
    expect(created).toEqual(['A-1']);
  });

  test('a second time uses the record and sends nothing', async () => {
    const { created, actions } = world();
    const { options } = yes(memoryLedger(() => NOW));
    await ensureEffect(effect, actions, options);
    expect(await ensureEffect(effect, actions, options)).toEqual({ how: 'created', result: ok });
    expect(created).toHaveLength(1);
  });

  test('that the world already shows is not sent, even with an empty ledger', async () => {
    const { created, actions, find } = world();
    created.push('A-0');
    const { options } = yes(memoryLedger(() => NOW));
    expect(await ensureEffect(effect, { ...actions, find }, options)).toEqual({ how: 'found', data: { key: 'A-0' } });
    expect(created).toEqual(['A-0']);
    expect(await ensureEffect(effect, { ...actions, find }, options)).toEqual({ how: 'found', data: { key: 'A-0' } });
  });

  test('without approval sends nothing and says why', async () => {
    const { created, actions } = world();
    const ledger = memoryLedger(() => NOW);
    const { options } = yes(ledger, { approved: false, reason: 'Not today.' });
    await expect(ensureEffect(effect, actions, options)).rejects.toMatchObject({
      kind: 'refused',
      message: 'Not today.',
    });
    expect(created).toEqual([]);
    expect((await ledger.find(effect.key))?.state).toBe('failed');
  });

  test('whose answer is lost is never repeated without a way to look', async () => {
    const { created, actions } = world();
    const ledger = memoryLedger(() => NOW);
    const { options } = yes(ledger);
    const losing: EffectActions = {
      send: async () => {
        await actions.send();
        throw new ToolCallFailure('unknown', request, 'The connection broke.');
      },
    };
    await expect(ensureEffect(effect, losing, options)).rejects.toMatchObject({ kind: 'unsure' });
    await expect(ensureEffect(effect, actions, options)).rejects.toMatchObject({ kind: 'unsure' });
    expect(created).toHaveLength(1);
    expect((await ledger.find(effect.key))?.state).toBe('unknown');
  });

  test('whose answer was lost is found again where there is a way to look', async () => {
    const { created, actions, find } = world();
    const { options } = yes(memoryLedger(() => NOW));
    const losing: EffectActions = {
      find,
      send: async () => {
        await actions.send();
        throw new ToolCallFailure('unknown', request, 'The connection broke.');
      },
    };
    await expect(ensureEffect(effect, losing, options)).rejects.toBeInstanceOf(EffectFailure);
    expect(await ensureEffect(effect, { ...actions, find }, options)).toEqual({ how: 'found', data: { key: 'A-1' } });
    expect(created).toHaveLength(1);
  });

  test('that provably was not sent, or was answered with no, may be tried again', async () => {
    const { actions } = world();
    const { options } = yes(memoryLedger(() => NOW));
    const never: EffectActions = {
      send: () => Promise.reject(new ToolCallFailure('not-sent', request, 'The server is not running.')),
    };
    await expect(ensureEffect(effect, never, options)).rejects.toMatchObject({ kind: 'failed' });
    const no: EffectActions = { send: async () => ({ ...ok, isError: true }) };
    await expect(ensureEffect(effect, no, options)).rejects.toMatchObject({ kind: 'answered' });
    expect(await ensureEffect(effect, actions, options)).toMatchObject({ how: 'created' });
  });

  test('whose error answer leaves open what was done is in doubt, not failed', async () => {
    const { actions } = world();
    const ledger = memoryLedger(() => NOW);
    const { options } = yes(ledger);
    const late = { content: [{ type: 'text' as const, text: '504 Gateway Timeout' }], isError: true };
    await expect(ensureEffect(effect, { send: async () => late }, options)).rejects.toMatchObject({ kind: 'unsure' });
    expect((await ledger.find(effect.key))?.state).toBe('unknown');
    await expect(ensureEffect(effect, actions, options)).rejects.toMatchObject({ kind: 'unsure' });
  });

  test('resumes without a duplicate after a crash at every commit', async () => {
    // A crash at a commit: the change is written, and nothing after it happens in this process.
    for (const crashAt of ['claim', 'awaiting', 'sent', 'confirmed']) {
      const { created, actions, find } = world();
      let records: Ledger = memoryLedger(() => NOW);
      const crashing: Ledger = {
        ...records,
        claim: async (claimed) => {
          const outcome = await records.claim(claimed);
          if (crashAt === 'claim') throw new Error('crash');
          return outcome;
        },
        mark: async (key, change) => {
          await records.mark(key, change);
          if (change.state === crashAt) throw new Error('crash');
        },
      };
      await expect(ensureEffect(effect, { ...actions, find }, yes(crashing).options)).rejects.toThrow('crash');
      const before = await records.list();
      records = await restarted(before);
      await ensureEffect(effect, { ...actions, find }, yes(records).options);
      expect(created, `crash at ${crashAt}`).toHaveLength(1);
    }
  });
});

/** A new process over the same records: states stay, what was held is free. */
async function restarted(before: Awaited<ReturnType<Ledger['list']>>): Promise<Ledger> {
  const ledger = memoryLedger(() => NOW);
  for (const record of before) {
    await ledger.claim(record);
    if (record.state === 'confirmed')
      await ledger.mark(record.key, { state: 'confirmed', how: record.how, result: record.result });
    else if (record.state === 'sent') await ledger.mark(record.key, { state: 'unknown' });
    else await ledger.mark(record.key, { state: 'failed' });
  }
  return ledger;
}
