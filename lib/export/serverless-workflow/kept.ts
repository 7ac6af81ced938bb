import type { Expression } from './document.ts';
import { member } from './jq/jq-words.ts';

/** The task's output becomes the value of the step. */
export function kept(id: string): { readonly export: { readonly as: Expression } } {
  return { export: { as: `\${ $context | .steps${member(id)} = $output }` } };
}
