import type { ForEachStep, StepCommon } from '#core/workflow/workflow.ts';
import type { Scope } from './lower-context.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerSource } from './lower-list.ts';
import { lowerSteps } from './lower-steps.ts';
import { loopNames } from './name-items.ts';
import { pascalCase, plainName } from './names.ts';
import type { Statement } from './program.ts';
import { type Lowered, nameOf, type StepLowering } from './step-lowering.ts';
import { blockOrigin } from './step-origin.ts';
import { arrayOf, NULL, type Type } from './type.ts';
import type { Value } from './value.ts';

/** A plain loop; one with several items at a time, or that goes on past failures, is the agent's `forEach`. */
export function lowerForEach(step: ForEachStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  const name = nameOf(step, scope, context);
  const { list, items } = lowerSource(step.in, scope, context);
  const around = name === null ? scope : scope.without(name);
  const item = around.nameFor(...loopNames(step.each, list, context.rules));
  const inside = around.with('var', step.each, { name: item, type: items });
  const body = lowerSteps(step.body, inside, context);
  const each = step.yield ? lowerExpression(step.yield, body.scope, context) : null;
  const type: Type = arrayOf(each?.type ?? NULL);
  const origin = blockOrigin(step);

  if ((step.parallel ?? 1) > 1 || step.onError === 'collect') {
    context.imports.agent('forEach');
    const given: Value = each?.value ?? { is: 'literal', value: null };
    const statements: readonly Statement[] =
      name !== null ? [...body.statements, { do: 'return', value: given }] : body.statements;
    const value: Value = {
      is: 'forEach',
      list,
      item,
      parallel: step.parallel ?? 1,
      onError: step.onError ?? 'stop',
      name: inside.nameFor(`handle${pascalCase(plainName(step.each))}`),
      itemType: items,
      resultType: name === null ? null : (each?.type ?? NULL),
      body: statements,
    };
    if (name === null) return { statements: [{ do: 'run', value, origin }], scope };
    const bound: Statement = { do: 'bind', name, value, origin };
    return { statements: [bound], scope: scope.with('step', step.id, { name, type }) };
  }

  if (name === null) return { statements: [{ do: 'forEach', item, list, body: body.statements, origin }], scope };
  context.imports.type(type);
  const yielded: Value = each?.value ?? { is: 'literal', value: null };
  return {
    statements: [
      { do: 'declareList', name, type },
      {
        do: 'forEach',
        item,
        list,
        body: [...body.statements, { do: 'append', list: name, value: yielded }],
        origin,
      },
    ],
    scope: scope.with('step', step.id, { name, type }),
  };
}
