import type { DraftContext } from '../../draft-context.ts';
import { coverText } from './cover-text.ts';
import type { Fragment, Solution } from './fragment.ts';
import { placesOf } from './occurrences-of.ts';

/** Splits where a piece stands in all rows and goes on left and right of it; the cheapest way wins. */
export function splitTexts(
  strings: readonly string[],
  fragments: readonly Fragment[],
  context: DraftContext,
  depth: number,
  budget: { left: number },
): Solution | null {
  const [first = ''] = strings;
  if (strings.every((text) => text === first))
    return coverText(
      first,
      fragments.filter((fragment) => fragment.texts.every((text) => text === fragment.texts[0])),
      context,
    );
  if (depth === 0 || budget.left <= 0) return null;
  const varying = fragments
    .filter(
      (fragment) =>
        fragment.texts.some((text) => text !== fragment.texts[0]) &&
        fragment.texts.every((text, row) => (strings[row] ?? '').includes(text)),
    )
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, 8);
  let best: Solution | null = null;
  for (const fragment of varying) {
    for (const last of [false, true]) {
      budget.left -= 1;
      const places = placesIn(strings, fragment, last);
      if (places.some((place) => place < 0)) break;
      if (last && fragment.texts.every((text, row) => placesOf(text, strings[row] ?? '', fragment).length <= 1)) break;
      const left = splitTexts(
        strings.map((text, row) => text.slice(0, places[row] ?? 0)),
        fragments,
        context,
        depth - 1,
        budget,
      );
      if (left === null) continue;
      const right = splitTexts(
        strings.map((text, row) => text.slice((places[row] ?? 0) + (fragment.texts[row] ?? '').length)),
        fragments,
        context,
        depth - 1,
        budget,
      );
      if (right === null) continue;
      const cost = left.cost + right.cost + fragment.cost;
      if (best === null || cost < best.cost) best = { pieces: [...left.pieces, fragment, ...right.pieces], cost };
    }
    if (best !== null && best.cost < 8) break;
  }
  return best;
}

/** Where the piece stands in each row, first or last; below zero where it does not. */
function placesIn(strings: readonly string[], fragment: Fragment, last: boolean): readonly number[] {
  const places = fragment.texts.map((text, row) => {
    if (text === '') return GAP;
    const all = placesOf(text, strings[row] ?? '', fragment);
    return (last ? all.at(-1) : all[0]) ?? -1;
  });
  if (!places.includes(GAP)) return places;
  const shown = places.flatMap((place, row) => {
    const [text, piece] = [strings[row] ?? '', fragment.texts[row] ?? ''];
    return place < 0 ? [] : [`${text[place - 1] ?? ''}\u0000${text[place + piece.length] ?? ''}`];
  });
  const [around, ...others] = [...new Set(shown)];
  if (around === undefined || others.length > 0) return places;
  return places.map((place, row) => (place === GAP ? gapIn(strings[row] ?? '', around, last) : place));
}

/** Stands for the place of nothing, until it is known. */
const GAP = -2;

/** Where nothing stands between the two signs that stand around the piece in all other rows; an end of the text is one. */
function gapIn(text: string, around: string, last: boolean): number {
  const found: number[] = [];
  for (let at = 0; at <= text.length; at += 1)
    if (`${text[at - 1] ?? ''}\u0000${text[at] ?? ''}` === around) found.push(at);
  return (last ? found.at(-1) : found[0]) ?? -1;
}

const weight = (fragment: Fragment): number =>
  fragment.texts.reduce((sum, text) => sum + text.length, 0) / fragment.texts.length - fragment.cost;
