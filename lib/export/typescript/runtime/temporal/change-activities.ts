import { EffectFailure, ensureEffect } from '#core/effects/ensure-effect.ts';
import type { Approver, EffectChange, EffectRecord, Ledger } from '#core/effects/ledger.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { type CallSetup, callTool } from '../call-tool.ts';
import { couldNotLook } from './bring-about.ts';
import type { ChangeEnd, ChangeOrder, Looked, LookOrder } from './run-activities.ts';
import { tooLong } from './too-long.ts';

export interface ChangeSetup extends CallSetup {
  readonly ledger: Ledger;
  readonly approver: Approver;
  readonly now: () => Date;
}

/** Another process holds the change. Its claim ends when it is done or dead, so trying again is right. */
export class ChangeIsBusy extends Error {
  override readonly name = 'ChangeIsBusy';

  constructor(key: string) {
    super(`Another worker is making the change ${key} now.`);
  }
}

class LookIsOld extends Error {
  override readonly name = 'LookIsOld';
}

/**
 * Looks for a change in the world. What the answer means is said by the program, which is not here; so the decision is
 * brought back by `makeChange`. Where an earlier call is in doubt, its sender may live until its claim has ended: the
 * look is made under a claim of our own, and is only good for the state in which that leaves the ledger.
 */
export async function lookForChange(setup: ChangeSetup, { effect, look }: LookOrder): Promise<Looked> {
  const { ledger } = setup;
  const record = await ledger.find(effect.key);
  if (record?.state === 'confirmed') return { done: record };
  const claim = isInDoubt(record) ? await ledger.claim(effect) : null;
  if (claim?.outcome === 'busy') throw new ChangeIsBusy(effect.key);
  if (claim?.outcome === 'done') return { done: claim.record };

  const looked = await lookOnce(setup, look);
  if (claim === null) return 'failed' in looked ? looked : { ...looked, since: null };
  const state = claim.outcome === 'unsure' ? 'unknown' : 'failed';
  const error =
    'failed' in looked ? looked.failed : `Looked for at ${setup.now().toISOString()}; nothing is decided yet.`;
  await ledger.mark(effect.key, { state, error });
  if ('failed' in looked) return looked;
  const left = await ledger.find(effect.key);
  if (left?.state !== state || left.error !== error) throw new ChangeIsBusy(effect.key);
  return { ...looked, since: left.updatedAt };
}

function isInDoubt(record: EffectRecord | null): boolean {
  return record?.state === 'sent' || record?.state === 'unknown';
}

type LookEnd = { readonly answer: ToolResult } | { readonly failed: string };

async function lookOnce(setup: ChangeSetup, look: LookOrder['look']): Promise<LookEnd> {
  try {
    const answer = await callTool(setup, { ...look, effect: 'read', extract: 'auto' });
    const refused = tooLong(look, answer);
    return refused === null ? { answer } : { failed: couldNotLook(refused) };
  } catch (reason) {
    return { failed: couldNotLook(reason instanceof Error ? reason.message : String(reason)) };
  }
}

/** Makes a change once. A repetition of this activity finds in the ledger what the first one has done. */
export async function makeChange(setup: ChangeSetup, { effect, retry, seen }: ChangeOrder): Promise<ChangeEnd> {
  const { ledger, approver } = setup;
  const changes: EffectChange[] = [];
  const find = async () => {
    const record = await ledger.find(effect.key);
    if (isInDoubt(record) && record?.updatedAt !== seen?.since) throw new LookIsOld();
    return seen?.data;
  };
  try {
    await ensureEffect(
      effect,
      {
        send: () => callTool(setup, { ...effect, extract: 'auto' }, { retry }),
        ...(seen ? { find } : {}),
      },
      { ledger, approver, onChange: (change) => void changes.push(change) },
    );
  } catch (reason) {
    if (!(reason instanceof EffectFailure)) throw reason;
    if (reason.kind === 'busy') throw new ChangeIsBusy(effect.key);
    if (reason.cause instanceof LookIsOld) return { lookAgain: true };
    return { changes, failure: { kind: reason.kind, message: reason.message } };
  }
  const record = await ledger.find(effect.key);
  const refused = record?.result ? tooLong(effect, record.result) : null;
  if (refused !== null) {
    return { changes: [{ state: 'failed', error: refused }], failure: { kind: 'failed', message: refused } };
  }
  return changes.length === 0 && record ? { done: record } : { changes };
}
