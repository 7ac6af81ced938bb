import type { Standing } from './diff-item.ts';
import type { KeepAction } from './keep-report.ts';
import type { ItemMemory } from './keep-state.ts';
import type { RunnableRule } from './runnable-rule.ts';

/** What a pass does about an item that stands so. */
export function decideAction(
  rule: RunnableRule,
  standing: Standing,
  facts: {
    readonly now: string;
    readonly memory: ItemMemory | undefined;
    /** False where the pass could not see all that is wanted; then nothing counts as unwanted. */
    readonly removes: boolean;
  },
): { readonly action: KeepAction; readonly until?: string } {
  const wanted = wantedAction(rule, standing, facts.removes);
  if (standing.is === 'settling') return { action: 'wait', until: standing.until };
  const acts = wanted === 'create' || wanted === 'change' || wanted === 'remove';
  const until = facts.memory?.nextAt;
  return acts && until !== undefined && until > facts.now ? { action: 'wait', until } : { action: wanted };
}

function wantedAction(rule: RunnableRule, standing: Standing, removes: boolean): KeepAction {
  switch (standing.is) {
    case 'same':
    case 'trusted':
    case 'gone':
      return 'none';
    case 'settling':
      return 'wait';
    case 'missing':
    case 'new':
      return 'create';
    case 'stray':
      return 'adopt';
    case 'changed':
      return rule.change ? 'change' : 'leave';
    case 'orphan':
      return rule.remove && removes ? 'remove' : 'leave';
    case 'unknown':
      return 'ask';
    case 'hidden':
      return 'leave';
  }
}
