import { effectOf } from '../../tool/classify-tool.ts';
import type { EffectClass } from '../../tool/effect-class.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import { callsOf } from '../walk.ts';
import type { Rule } from './rule.ts';

const STRENGTH: Readonly<Record<EffectClass, number>> = { read: 0, write: 1, destroy: 2 };

/** No step treats a tool as more harmless than its class: a write that is run as a read would skip plan and ledger. */
export const effectClasses: Rule = ({ workflow, tools }) => {
  if (!tools) return [];
  return callsOf(workflow.body).flatMap(({ step, body, effect, slot }) => {
    const actual = effectOf(body, tools);
    if (STRENGTH[effect] >= STRENGTH[actual]) return [];
    const repeats = step.do === 'paginate' || step.do === 'poll' ? `, so ${step.do} may not repeat it` : '';
    return [
      {
        rule: 'effect-classes',
        severity: 'error' as const,
        message: `Step "${step.id}" treats ${formatToolRef(body)} as a ${effect}, but it is a ${actual}${repeats}. Change the step, or the class of the tool.`,
        place: { step: step.id, slot: [...slot, 'tool'] },
      },
    ];
  });
};
