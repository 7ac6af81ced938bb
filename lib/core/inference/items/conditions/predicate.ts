import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { InputBook } from '../../draft/input-book.ts';
import type { PromptText } from '../../words/prompt-text.ts';

/** One condition that tells chosen rows from the others, with its price in bits. */
export interface Predicate {
  readonly expr: Expr;
  readonly cost: number;
  /** Whether the user's words justify every constant in it. */
  readonly grounded: boolean;
  /** For people: `title contains "memory leak"`. */
  readonly label: string;
  readonly atoms: number;
  readonly units: readonly string[];
  /** Conditions of one family say nearly the same; the cheapest speaks for all. */
  readonly family?: string;
  /** Behaviour differs in a way that the rows do not show: asked unless the prompt decides. */
  readonly caseOpen?: { readonly exact: Expr; readonly loose: Expr };
}

export interface Atom extends Predicate {
  readonly bits: Uint32Array;
}

export interface PredicateSearch {
  /** Rows are the items to choose from. */
  readonly scope: Scope;
  readonly chosen: readonly boolean[];
  readonly prompt: PromptText;
  readonly inputs: InputBook;
  /** Columns that belong to the item itself; others may only stand on the other side of a comparison. */
  readonly own: (column: Column) => boolean;
  /** ISO instant at which recording began. */
  readonly now: string;
}
