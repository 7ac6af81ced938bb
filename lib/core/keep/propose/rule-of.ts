import type { KeepRule } from '../../workflow/keep.ts';
import type { SightProposal } from './keep-proposal.ts';

/** The rule that follows from what was chosen. Fields that no call can bring back are not kept. */
export function ruleOf(step: string, sight: SightProposal, writes: Pick<KeepRule, 'change' | 'remove'>): KeepRule {
  const taken = writes.change?.args ?? {};
  const fields = Object.fromEntries(Object.entries(sight.fields).filter(([name]) => Object.hasOwn(taken, name)));
  return {
    step,
    see: sight.see,
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(writes.change && Object.keys(fields).length > 0 ? { change: writes.change } : {}),
    ...(writes.remove ? { remove: writes.remove } : {}),
    ...(sight.settleMs > 0 ? { settleMs: sight.settleMs } : {}),
  };
}
