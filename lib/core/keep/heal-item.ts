import { effectKey, hashRequest } from '../effects/effect-key.ts';
import { ensureEffect } from '../effects/ensure-effect.ts';
import type { Effect, EffectRecord } from '../effects/ledger.ts';
import type { Json } from '../json/json.ts';
import type { KeepPorts } from './keep-ports.ts';
import type { KeptItem } from './kept-item.ts';
import type { KeepRequest, RunnableRule } from './runnable-rule.ts';

/** Writes into the ledger that the item is there, so that no run makes it again. Nothing is sent. */
export async function adoptItem(ports: KeepPorts, { effect }: KeptItem, data: Json): Promise<void> {
  await ensureEffect(
    effect,
    {
      find: async () => data,
      send: () => Promise.reject(new Error('What was found is not made.')),
    },
    ports,
  );
}

/** Lets the next run make a missing item again. False where another process was faster. */
export async function releaseItem(ports: KeepPorts, item: KeptItem): Promise<boolean> {
  let { record } = item;
  if (item.recorded) {
    // What recording did stands in no ledger; it is put there first, so that it can be taken back.
    await adoptItem(ports, item, item.made ?? null);
    record = await ports.ledger.find(item.effect.key);
  }
  return record !== null && ports.ledger.setBack(record, 'It was there and is gone.');
}

/** The effect of a call by which a rule changes or removes the item; the same whenever the same is to be done. */
export function ruleEffect(workflow: string, rule: RunnableRule, item: KeptItem, request: KeepRequest): Effect {
  const { server, tool, args } = request;
  const call = { server, tool, args };
  return {
    ...call,
    key: effectKey({ workflow, request: call, occurrence: 0 }),
    step: rule.step,
    path: item.effect.path,
    argsHash: hashRequest(call),
    effect: request.effect,
  };
}

/**
 * Makes a change that a look has just shown to be needed, once, with approval as any write. `before` is what the ledger
 * said of it before that look. Rejects with `EffectFailure`.
 */
export async function makeChange(ports: KeepPorts, effect: Effect, before: EffectRecord | undefined): Promise<void> {
  if (before?.state === 'confirmed') {
    const again = await ports.ledger.setBack(before, 'It was undone.');
    if (!again) return;
  }
  const { server, tool, args } = effect;
  await ensureEffect(
    effect,
    // The look before this was the search for it: it has not been done, or was undone.
    { find: async () => undefined, send: () => ports.send({ server, tool, args }, effect.step) },
    { ...ports, onChange: (change) => ports.onEffect?.(effect, change) },
  );
}
