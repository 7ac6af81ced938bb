import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';

export const callOf =
  (name: string, ...rest: Json[]) =>
  (of: Expr): Expr => ({ $: 'fn', name, args: [of, ...rest.map((value): Expr => ({ $: 'lit', value }))] });

export const onText =
  (apply: (text: string) => Json | null) =>
  (value: Json): Json | null => {
    if (typeof value !== 'string') return null;
    try {
      return apply(value);
    } catch {
      return null;
    }
  };
