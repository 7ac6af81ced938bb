import type { Json, JsonPath } from '../../../json/json.ts';
import type { EffectClass } from '../../../tool/effect-class.ts';
import type { Expr, Step } from '../../../workflow/workflow.ts';

// Short words for true programs. A member that is absent is null: true programs do not break on odd records.

export const input = (id: string): Expr => ({ $: 'ref', of: 'input', id });
export const step = (id: string): Expr => ({ $: 'ref', of: 'step', id });
export const variable = (id: string): Expr => ({ $: 'ref', of: 'var', id });
export const lit = (value: Json): Expr => ({ $: 'lit', value });
export const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
export const text = (...parts: (string | Expr)[]): Expr => ({ $: 'text', parts });

export function member(from: Expr, path: JsonPath): Expr {
  return path.length === 0 ? from : { $: 'get', from, path, missing: 'null' };
}

export function over(op: 'map' | 'filter' | 'find', list: Expr, as: string, body: (item: Expr) => Expr): Expr {
  return { $: 'over', op, in: list, as, body: body(variable(as)) };
}

/** A call step; `tool` is `server/tool`. */
export function call(
  id: string,
  tool: string,
  args: Readonly<Record<string, Expr>>,
  effect: EffectClass = 'read',
): Step {
  const [server = '', name = ''] = tool.split('/');
  return { id, do: 'call', server, tool: name, args, effect };
}

export function forEach(id: string, each: string, list: Expr, body: readonly Step[]): Step {
  return { id, do: 'forEach', each, in: list, body };
}
