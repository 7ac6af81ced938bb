import type { Effect, EffectRecord } from '../effects/ledger.ts';
import type { Json } from '../json/json.ts';

/** One thing that is wanted, or was wanted in an earlier pass and is not any more. */
export interface KeptItem {
  readonly effect: Effect;
  readonly wanted: boolean;
  /** What the ledger says of it, read before the world was looked at; null where it knows nothing. */
  readonly record: EffectRecord | null;
  /** Data of the result that created it; undefined where it was not created yet, or that was forgotten. */
  readonly made: Json | undefined;
  /** Done while the workflow was recorded, which no ledger holds. */
  readonly recorded: boolean;
}

/** What a look at the world gave for one item. `hidden`: it could not be told. */
export type Look =
  | { readonly is: 'there'; readonly actual: Json }
  | { readonly is: 'gone' }
  | { readonly is: 'hidden'; readonly reason: string };

/** Whether the ledger, or the recording, says that the item was brought about. */
export function isMade({ record, recorded }: KeptItem): boolean {
  return recorded || record?.state === 'confirmed';
}
