import type { Json } from '#core/json/json.ts';
import { classNames } from './class-names.ts';

/** Coloured by type, as code is; strings in quotes so that `"1"` and `1` differ. */
export function JsonScalar({ value, className }: { readonly value: Json; readonly className?: string }) {
  const colour = typeof value === 'string' ? 'text-code-string' : value === null ? 'text-faint' : 'text-code-constant';
  return <span className={classNames('font-mono', colour, className)}>{JSON.stringify(value)}</span>;
}
