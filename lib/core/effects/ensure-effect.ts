import type { Json } from '../json/json.ts';
import { errorOf } from '../tool/in-band-error.ts';
import { ToolCallFailure } from '../tool/tool-caller.ts';
import type { ToolResult } from '../tool/tool-result.ts';
import { isInDoubt } from '../tool/transient-error.ts';
import type { Approver, Effect, EffectChange, EffectRecord, Ledger } from './ledger.ts';

/** How an effect is brought about and recognised. */
export interface EffectActions {
  /** Sends the call, once or with repeats that are proven safe. Rejects with `ToolCallFailure`. */
  readonly send: () => Promise<ToolResult>;
  /** Looks whether the world already shows the effect: its data, or undefined. Absent where there is no way to see. */
  readonly find?: () => Promise<Json | undefined>;
}

export interface EffectOptions {
  readonly ledger: Ledger;
  readonly approver: Approver;
  readonly signal?: AbortSignal;
  /** Told of every state that was committed, in order. */
  readonly onChange?: (change: EffectChange) => void;
}

/** The effect holds. `found` data was seen in the world; a `created` result is the server's answer. */
export type EnsuredEffect =
  | { readonly how: 'created'; readonly result: ToolResult }
  | { readonly how: 'found'; readonly data: Json };

/**
 * Why an effect could not be ensured:
 * - `refused`: whoever is in charge said no.
 * - `unsure`: it was sent, its answer is not known, and there is no way to look; a person must say what became of it.
 * - `busy`: another run is at it now.
 * - `answered`: the server said no; `message` is what it said.
 * - `failed`: it was never carried out.
 */
export class EffectFailure extends Error {
  override readonly name = 'EffectFailure';
  readonly kind: 'refused' | 'unsure' | 'busy' | 'answered' | 'failed';
  readonly effect: Effect;

  constructor(kind: EffectFailure['kind'], effect: Effect, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.effect = effect;
  }
}

/**
 * Brings one effect about exactly once, over crashes and repeats: claim, look, ask, send, record. Every line commits
 * before the next begins, so that a crash between any two leaves a state from which the next run goes on:
 * claimed (nothing sent: go on) · awaiting (ask again) · sent or unknown (look; where that is impossible stop and ask)
 * · confirmed (use the record). An error answer that leaves open what was done, a timeout say, is `unknown` too.
 */
export async function ensureEffect(
  effect: Effect,
  actions: EffectActions,
  options: EffectOptions,
): Promise<EnsuredEffect> {
  const mark = async (change: EffectChange): Promise<void> => {
    await options.ledger.mark(effect.key, change);
    options.onChange?.(change);
  };

  const claim = await options.ledger.claim(effect);
  if (claim.outcome === 'done') return ensuredBefore(claim.record);
  if (claim.outcome === 'busy') throw new EffectFailure('busy', effect, `Another run is making this change now.`);
  if (claim.outcome === 'unsure' && !actions.find) {
    const message = `An earlier attempt was sent and its answer was lost. Nothing shows whether it was carried out, so it is not repeated. Look on the server, then settle the effect "${effect.key}" as done or as failed.`;
    await mark({ state: 'unknown', error: claim.record.error ?? message });
    throw new EffectFailure('unsure', effect, message);
  }

  if (actions.find) {
    const data = await seen(effect, actions.find, mark, claim.outcome === 'unsure');
    if (data !== undefined) {
      await mark({ state: 'confirmed', how: 'found', result: { content: [], structuredContent: data } });
      return { how: 'found', data };
    }
  }

  await mark({ state: 'awaiting' });
  const approval = await asked(effect, options, mark);
  if (!approval.approved) {
    await mark({ state: 'failed', error: approval.reason });
    throw new EffectFailure('refused', effect, approval.reason);
  }

  await mark({ state: 'sent' });
  const result = await sent(effect, actions.send, mark);
  const error = errorOf(result);
  if (error !== null && isInDoubt(error)) {
    await mark({ state: 'unknown', error, result });
    throw new EffectFailure('unsure', effect, `${error} ${UNTIL_KNOWN}`);
  }
  if (error !== null) {
    await mark({ state: 'failed', error, result });
    throw new EffectFailure('answered', effect, error);
  }
  await mark({ state: 'confirmed', how: 'created', result });
  return { how: 'created', result };
}

const UNTIL_KNOWN = 'It may have been carried out, so it is not repeated until that is known.';

type Mark = (change: EffectChange) => Promise<void>;

/** A confirmed effect as whoever wants it gets it. */
export function ensuredBefore(record: Pick<EffectRecord, 'how' | 'result'>): EnsuredEffect {
  const result = record.result ?? { content: [] };
  return record.how === 'found' ? { how: 'found', data: result.structuredContent ?? null } : { how: 'created', result };
}

/** A look that fails decides nothing: the effect goes back to what it was before. */
async function seen(
  effect: Effect,
  find: () => Promise<Json | undefined>,
  mark: Mark,
  unsure: boolean,
): Promise<Json | undefined> {
  try {
    return await find();
  } catch (reason) {
    const error = `Could not look whether it is already done: ${messageOf(reason)}`;
    await mark({ state: unsure ? 'unknown' : 'failed', error });
    throw new EffectFailure('failed', effect, error, { cause: reason });
  }
}

async function asked(effect: Effect, options: EffectOptions, mark: Mark) {
  try {
    return await options.approver.approve(effect, { signal: options.signal });
  } catch (reason) {
    const error = `Nobody could be asked: ${messageOf(reason)}`;
    await mark({ state: 'failed', error });
    throw new EffectFailure('failed', effect, error, { cause: reason });
  }
}

async function sent(effect: Effect, send: () => Promise<ToolResult>, mark: Mark): Promise<ToolResult> {
  try {
    return await send();
  } catch (reason) {
    const lost = !(reason instanceof ToolCallFailure) || reason.kind === 'unknown';
    await mark({ state: lost ? 'unknown' : 'failed', error: messageOf(reason) });
    const message = lost ? `${messageOf(reason)} ${UNTIL_KNOWN}` : messageOf(reason);
    throw new EffectFailure(lost ? 'unsure' : 'failed', effect, message, { cause: reason });
  }
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
