import type { DraftContext } from '../../draft-context.ts';
import type { Fragment, Piece, Solution } from './fragment.ts';
import { literalPrices } from './literal-prices.ts';
import { placesOf } from './occurrences-of.ts';

/** The cheapest cover of one fixed text by known pieces and literal characters. */
export function coverText(text: string, fragments: readonly Fragment[], context: DraftContext): Solution {
  const prices = literalPrices(text, context);
  const cost: number[] = new Array(text.length + 1).fill(Number.POSITIVE_INFINITY);
  const from: ({ at: number; piece: Piece } | null)[] = new Array(text.length + 1).fill(null);
  cost[0] = 0;
  const starting = new Map<number, Fragment[]>();
  for (const fragment of fragments) {
    const piece = fragment.texts[0] ?? '';
    if (piece === '') continue;
    for (const at of placesOf(piece, text, fragment)) {
      starting.set(at, [...(starting.get(at) ?? []), fragment]);
      if (fragment.telling !== undefined) raise(prices, at, fragment);
    }
  }
  for (let at = 0; at < text.length; at += 1) {
    const here = cost[at] ?? 0;
    const literal = here + (prices[at] ?? 0);
    if (literal < (cost[at + 1] ?? 0)) {
      cost[at + 1] = literal;
      from[at + 1] = { at, piece: text[at] ?? '' };
    }
    for (const fragment of starting.get(at) ?? []) {
      const end = at + (fragment.texts[0] ?? '').length;
      const priced = here + Math.max(fragment.input === undefined ? 0.2 : 0.01, fragment.cost);
      if (priced < (cost[end] ?? 0)) {
        cost[end] = priced;
        from[end] = { at, piece: fragment };
      }
    }
  }
  const pieces: Piece[] = [];
  for (let at = text.length; at > 0; ) {
    const step = from[at];
    if (step === null || step === undefined) break;
    pieces.unshift(step.piece);
    at = step.at;
  }
  return { pieces, cost: cost[text.length] ?? 0 };
}

/** What tells something that is known is not written down: its signs cost more than the piece. */
function raise(prices: number[], at: number, { texts: [piece = ''], cost }: Fragment): void {
  const each = (Math.max(0, cost) + 1) / piece.length;
  for (let place = at; place < at + piece.length; place += 1) prices[place] = Math.max(prices[place] ?? 0, each);
}
