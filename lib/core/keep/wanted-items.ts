import type { EffectRecord } from '../effects/ledger.ts';
import type { Json } from '../json/json.ts';
import { resultData } from '../tool/extract.ts';
import type { KeepState } from './keep-state.ts';
import type { KeptItem } from './kept-item.ts';
import type { RunnableRule } from './runnable-rule.ts';

/**
 * The items of a rule: what the plan wants made, and what an earlier pass wanted, was made by us, and is wanted no more.
 * @param facts.records what the ledger held before the plan, by key
 */
export function wantedItems(
  rule: RunnableRule,
  facts: {
    readonly planned: readonly EffectRecord[];
    readonly records: ReadonlyMap<string, EffectRecord>;
    readonly state: KeepState;
  },
): readonly KeptItem[] {
  const { planned, records, state } = facts;
  const wanted = planned.filter(({ step }) => step === rule.step);
  const keys = new Set(wanted.map(({ key }) => key));
  const items = wanted.map((effect): KeptItem => {
    const record = records.get(effect.key) ?? null;
    const recorded = effect.how === 'recorded' && record?.state !== 'confirmed';
    return {
      effect,
      wanted: true,
      record,
      made: recorded ? dataOf(rule, effect) : record?.state === 'confirmed' ? dataOf(rule, record) : undefined,
      recorded,
    };
  });
  return [
    ...items,
    ...[...records.values()]
      .filter((record) => isOurs(rule, record) && !keys.has(record.key) && Object.hasOwn(state.items, record.key))
      .map(
        (record): KeptItem => ({
          effect: record,
          wanted: false,
          record,
          made: dataOf(rule, record),
          recorded: false,
        }),
      ),
  ];
}

/** Made by a run for this step. What was only found was somebody else's, and stays theirs. */
function isOurs(rule: RunnableRule, { step, server, tool, state, how }: EffectRecord): boolean {
  return (
    state === 'confirmed' && how === 'created' && step === rule.step && server === rule.server && tool === rule.tool
  );
}

/** Data of a confirmed effect; undefined where its answer cannot be read any more. */
function dataOf(rule: RunnableRule, { how, result }: EffectRecord): Json | undefined {
  if (!result) return undefined;
  if (how === 'found') return result.structuredContent ?? null;
  try {
    return resultData(result, rule.extract);
  } catch {
    return undefined;
  }
}
