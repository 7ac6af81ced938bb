import type { Expr } from '../../../workflow/workflow.ts';
import { setBit } from './bits.ts';
import type { Atom } from './predicate.ts';

/** What a condition says, asked for only where it is of use. */
export interface AtomText {
  readonly expr: Expr;
  readonly cost: number;
  readonly grounded: boolean;
  readonly label: string;
  readonly units: readonly string[];
  readonly family?: string;
  readonly caseOpen?: { readonly exact: Expr; readonly loose: Expr };
}

/** Takes conditions. */
export type Atoms = Pick<AtomBook, 'add'>;

/**
 * Collects the conditions of one search. Of a search for chosen rows only those are kept that can take part in an
 * answer: they hold for all chosen rows, or for nothing but chosen rows. Most fail that within a few rows, which is what
 * makes large lists cheap.
 */
export class AtomBook {
  readonly atoms: Atom[] = [];
  private readonly rows: number;
  private readonly chosen: readonly boolean[] | null;

  constructor(rows: number, chosen: readonly boolean[] | null) {
    this.rows = rows;
    this.chosen = chosen;
  }

  /** Adds the condition that holds where `holds` says so; never one that holds nowhere. */
  add(holds: (row: number) => boolean, text: () => AtomText): void {
    const bits = this.usefulBits(holds);
    if (bits === null) return;
    const { cost, ...rest } = text();
    this.atoms.push({ ...rest, cost: Math.max(0.2, cost), bits, atoms: 1 });
  }

  private usefulBits(holds: (row: number) => boolean): Uint32Array | null {
    const { rows, chosen } = this;
    let bits: Uint32Array | null = null;
    let misses = false;
    let strays = false;
    for (let row = 0; row < rows; row += 1) {
      if (holds(row)) {
        bits ??= new Uint32Array(Math.ceil(rows / 32));
        setBit(bits, row);
        if (chosen !== null) strays ||= chosen[row] !== true;
      } else if (chosen !== null) misses ||= chosen[row] === true;
      if (misses && strays) return null;
    }
    return bits;
  }
}
