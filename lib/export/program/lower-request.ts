import type { EffectClass } from '#core/tool/effect-class.ts';
import type { CallBody, CallStep } from '#core/workflow/workflow.ts';
import type { Scope } from './lower-context.ts';
import { fitTo, isSparse, lowerExpression, lowerOptional } from './lower-expression.ts';
import { plainName } from './names.ts';
import type { StepLowering } from './step-lowering.ts';
import { type Type, UNKNOWN } from './type.ts';
import type { FindEffect, ToolRequest, Value } from './value.ts';

/**
 * A call as a request of the wrapper made for its tool. `moving`: an argument that the caller adds at run time.
 * Arguments whose type nobody promised to fit are marked as loose, one by one where the names fit the schema.
 */
export function lowerRequest(
  body: CallBody,
  effect: EffectClass,
  scope: Scope,
  context: StepLowering,
  moving?: string,
): { readonly request: ToolRequest; readonly result: Type } {
  const { server, method } = context.calls.method(body, effect);
  context.imports.server(server);
  const wanted = method.args.kind === 'object' ? method.args.members : [];
  const members = Object.entries(body.args).map(([name, expr]) => {
    const type = wanted.find((member) => member.name === name)?.type ?? UNKNOWN;
    return [name, fitTo(lowerOptional(expr, scope, context), type, context)] as const;
  });
  const args: Value = { is: 'object', members, sparse: isSparse(Object.values(body.args), context) };
  const given = new Set([...Object.keys(body.args), ...(moving === undefined ? [] : [moving])]);
  const fits =
    method.args.kind !== 'object' ||
    (wanted.every((member) => member.optional || given.has(member.name)) &&
      [...given].every((name) => wanted.some((member) => member.name === name)));
  if (!fits) context.imports.value('loose');
  return {
    request: { server, method: method.name, args: fits ? args : { is: 'loose', value: args } },
    result: method.result,
  };
}

export function lowerFind(find: NonNullable<CallStep['find']>, scope: Scope, context: StepLowering): FindEffect {
  const { request, result } = lowerRequest(find.call, 'read', scope, context);
  const item = scope.nameFor(plainName(find.as), 'found');
  const inside = scope.with('var', find.as, { name: item, type: result });
  return { request, item, match: lowerExpression(find.match, inside, context).value };
}
