import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Explanation } from '../../draft/explanation.ts';
import type { Telling } from './telling-words.ts';

/** A piece that can stand in a text: its text in every row. */
export interface Fragment {
  readonly texts: readonly string[];
  readonly expr: Expr;
  readonly cost: number;
  readonly label: string;
  readonly column?: Column;
  readonly input?: { readonly value: Json };
  /** Set where the text is one that its place does not have by chance. */
  readonly telling?: Telling;
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
    if (best === undefined) return [];
    // What one of them tells the text tells, whichever of them is taken.
    const telling = group.some((one) => one.telling === 'sure') ? 'sure' : (best.telling ?? others[0]?.telling);
    return [{ ...best, ...(telling === undefined ? {} : { telling }), ...(others.length === 0 ? {} : { others }) }];
  });
}
