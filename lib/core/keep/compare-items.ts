import type { Effect, EffectRecord } from '../effects/ledger.ts';
import { decideAction } from './decide-action.ts';
import { diffItem } from './diff-item.ts';
import { ruleEffect } from './heal-item.ts';
import type { KeepPorts, KeptRun } from './keep-ports.ts';
import type { ItemReport } from './keep-report.ts';
import type { KeepState } from './keep-state.ts';
import type { KeptItem, Look } from './kept-item.ts';
import { lookForItems } from './look-for-items.ts';
import type { RunnableRule } from './runnable-rule.ts';
import { wantedItems } from './wanted-items.ts';

/** One item on its way through a pass. */
export interface Case {
  readonly rule: RunnableRule;
  readonly item: KeptItem;
  readonly report: ItemReport;
}

/** The items of one rule, as they stand and with what is to be done about each. */
export async function compareItems(
  ports: KeepPorts,
  rule: RunnableRule,
  facts: {
    readonly at: string;
    readonly state: KeepState;
    readonly records: ReadonlyMap<string, EffectRecord>;
    readonly plan: KeptRun;
  },
): Promise<readonly Case[]> {
  const { at, state, records, plan } = facts;
  const items = wantedItems(rule, { planned: plan.effects, records, state });
  const looks = await lookForItems(rule, items, (read) => ports.readData(read, rule.step));
  // Where not all was seen that is wanted, or nothing at all is, "no longer wanted" may only mean "not seen".
  const removes = plan.error === undefined && items.some((item) => item.wanted);
  return items.map((item): Case => {
    const { effect } = item;
    const look: Look = looks.get(effect.key) ?? { is: 'hidden', reason: 'It was not looked for.' };
    const change = look.is === 'there' ? changeOf(ports, rule, item, look) : undefined;
    const done = change && records.get(change.key);
    const standing = diffItem(rule, item, look, {
      now: at,
      ...(done?.state === 'confirmed' ? { changedAt: done.updatedAt } : {}),
    });
    const memory = state.items[effect.key];
    const { action, until } = decideAction(rule, standing, { now: at, memory, removes });
    return {
      rule,
      item,
      report: {
        key: effect.key,
        step: rule.step,
        label: labelOf(effect),
        wanted: effect.args,
        standing,
        action,
        ...(until === undefined ? {} : { until }),
        ...(action === 'wait' && memory?.error !== undefined ? { error: memory.error } : {}),
      },
    };
  });
}

/** The change that brings the item back, where the rule knows one. */
export function changeOf(
  ports: KeepPorts,
  rule: RunnableRule,
  item: KeptItem,
  look: Extract<Look, { is: 'there' }>,
): Effect | undefined {
  if (!rule.change || !item.wanted) return undefined;
  const made = item.made ?? look.actual;
  return ruleEffect(ports.workflow, rule, item, rule.change({ made, wanted: item.effect.args, actual: look.actual }));
}

/** The innermost loop's item, else the first text among the arguments. */
function labelOf({ path, args, tool }: Effect): string {
  const named = ['title', 'name', 'subject', 'summary'].map((name) => args[name]);
  const text = [...named, ...Object.values(args)].find((value) => typeof value === 'string' && value !== '');
  return path.at(-1) ?? (typeof text === 'string' ? text.slice(0, 80) : tool);
}
