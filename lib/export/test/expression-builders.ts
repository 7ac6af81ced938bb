import type { Json, JsonPath } from '#core/json/json.ts';
import type { Expr } from '#core/workflow/workflow.ts';

/** Short ways to write expressions by hand in tests. */
export const lit = (value: Json): Expr => ({ $: 'lit', value });
export const input = (id: string): Expr => ({ $: 'ref', of: 'input', id });
export const config = (id: string): Expr => ({ $: 'ref', of: 'config', id });
export const step = (id: string, ...path: JsonPath): Expr => at({ $: 'ref', of: 'step', id }, path);
export const item = (id: string, ...path: JsonPath): Expr => at({ $: 'ref', of: 'var', id }, path);
export const maybe = (from: Expr, ...path: JsonPath): Expr => ({ $: 'get', from, path, missing: 'null' });
export const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
export const text = (...parts: (string | Expr)[]): Expr => ({ $: 'text', parts });
export const over = (op: Extract<Expr, { $: 'over' }>['op'], list: Expr, as: string, body: Expr): Expr => ({
  $: 'over',
  op,
  in: list,
  as,
  body,
});

function at(from: Expr, path: JsonPath): Expr {
  return path.length === 0 ? from : { $: 'get', from, path };
}
