import type { Finding } from '../finding.ts';
import { allSteps } from '../walk.ts';
import type { Rule } from './rule.ts';

/** Every step can be reached, and every loop and branch has something to do. */
export const reachableSteps: Rule = ({ workflow }) =>
  allSteps(workflow.body).flatMap((step): Finding[] => {
    const finding = (severity: Finding['severity'], message: string, slot: string): Finding => ({
      rule: 'reachable-steps',
      severity,
      message: `Step "${step.id}" ${message}`,
      place: { step: step.id, slot: [slot] },
    });
    switch (step.do) {
      case 'if': {
        const never = step.cond.$ === 'lit' ? (step.cond.value === true ? 'else' : 'then') : undefined;
        return [
          ...(never ? [finding('warning', `never runs its "${never}" side: its condition is fixed.`, never)] : []),
          ...(step.else === 'undemonstrated'
            ? [
                finding(
                  'note',
                  'stops the run where its condition does not hold: the recording never showed that side.',
                  'else',
                ),
              ]
            : []),
        ];
      }
      case 'forEach':
        return [
          ...(step.in.$ === 'lit' && Array.isArray(step.in.value) && step.in.value.length === 0
            ? [finding('warning', 'goes through a list that is always empty.', 'in')]
            : []),
          ...(step.body.length === 0 && !step.yield ? [finding('warning', 'does nothing for each item.', 'body')] : []),
        ];
      case 'assert':
        return step.cond.$ === 'lit' && step.cond.value !== true
          ? [finding('error', 'always fails, so nothing after it can be reached.', 'cond')]
          : [];
      case 'try':
        return step.body.length === 0 ? [finding('warning', 'tries nothing.', 'body')] : [];
      default:
        return [];
    }
  });
