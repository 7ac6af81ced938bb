import { describe, expect, it } from 'vitest';
import { everyKindWorkflow } from '#core/workflow/testing/every-kind-workflow.ts';
import { conditionRoot } from './condition-root.ts';

const root = (step: string, ...slot: (string | number)[]) => conditionRoot(everyKindWorkflow, { step, slot });

describe('the whole condition around a place', () => {
  it('is the filter of a list, from any part of it', () => {
    const filter = ['in', 'in', 'in', 'body'];
    for (const inner of [[], ['args', 1], ['args', 3, 'args', 0, 'args', 1]]) {
      expect(root('eachPull', ...filter, ...inner)?.place.slot).toEqual(filter);
    }
    expect([...(root('eachPull', ...filter)?.unsaid.items ?? [])].sort()).toEqual(['a', 'b', 'c']);
    expect(root('eachPull', ...filter)?.subject).toEqual({ $: 'ref', of: 'var', id: 'a' });
  });

  it('is that of a step: a choice, a guard, the end of pages, an approval', () => {
    expect(root('whenBig', 'cond', 'args', 0)?.place.slot).toEqual(['cond']);
    expect(root('guard', 'cond')?.place.slot).toEqual(['cond']);
    expect(root('pulls', 'until')?.place.slot).toEqual(['until']);
    expect(root('approval', 'when')?.place.slot).toEqual(['when']);
  });

  it('is none where a value stands', () => {
    expect(root('createIssue', 'args', 'title')).toBeNull();
    expect(root('eachPull', 'in')).toBeNull();
    expect(root('nowhere', 'cond')).toBeNull();
  });
});
