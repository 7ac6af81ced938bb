import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Explanation } from '../../draft/explanation.ts';

/** A piece that can stand in a text: its text in every row. */
export interface Fragment {
  readonly texts: readonly string[];
  readonly expr: Expr;
  readonly cost: number;
  readonly label: string;
  readonly column?: Column;
  readonly input?: { readonly value: Json };
  /** Other ways to get the same texts. */
  readonly others?: readonly Fragment[];
  /** Taken out of one item of a list. */
  readonly picked?: Explanation;
}

export type Piece = string | Fragment;

export interface Solution {
  readonly pieces: readonly Piece[];
  readonly cost: number;
}

export function cheapestPerText(fragments: readonly Fragment[]): Fragment[] {
  const groups = new Map<string, Fragment[]>();
  for (const fragment of fragments) {
    const key = fragment.texts.join('\u0000');
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [fragment]);
    else known.push(fragment);
  }
  return [...groups.values()].flatMap((group) => {
    const [best, ...others] = group.sort((a, b) => a.cost - b.cost);
    return best === undefined ? [] : [others.length === 0 ? best : { ...best, others }];
  });
}
