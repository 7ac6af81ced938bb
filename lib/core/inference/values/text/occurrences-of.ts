import { surpriseOf } from '../../words/surprise.ts';

/** Places where a piece stands on its own: no letter or digit of the same kind goes on at either end. Nothing stands nowhere. */
export function occurrencesOf(piece: string, text: string): readonly number[] {
  let at = piece === '' ? -1 : text.indexOf(piece);
  if (at < 0) return NOWHERE;
  const places: number[] = [];
  for (; at >= 0; at = text.indexOf(piece, at + 1)) if (standsAlone(piece, text, at)) places.push(at);
  return places;
}

const NOWHERE: readonly number[] = [];

/** Whether nothing goes on at either end of a piece of the text; what is long enough to be no chance always does. */
export function standsAlone(piece: string, text: string, at: number): boolean {
  const edges = isEdge(text, at - 1, piece[0]) && isEdge(text, at + piece.length, piece.at(-1));
  return edges || surpriseOf(piece) >= 40;
}

function isEdge(text: string, at: number, inside: string | undefined): boolean {
  if (text[at] === 'T' && /^T\d{2}:\d{2}/.test(text.slice(at, at + 6)) && /\p{N}/u.test(inside ?? '')) return true;
  const outside = text[at];
  if (outside === undefined || inside === undefined) return true;
  if (
    /[.,]/.test(outside) &&
    /\p{N}/u.test(inside) &&
    /\p{N}/u.test(text[at - 1] ?? '') &&
    /\p{N}/u.test(text[at + 1] ?? '')
  )
    return false;
  const word = /[\p{L}\p{N}]/u;
  if (!word.test(outside) || !word.test(inside)) return true;
  return /\p{L}/u.test(outside) !== /\p{L}/u.test(inside) && /[\p{N}]/u.test(inside) && isNumbered(text, at);
}

/** Whether the word around is letters and one number (`PR123`, `v2`), and no id that happens to hold digits. */
function isNumbered(text: string, at: number): boolean {
  const word = /[\p{L}\p{N}]/u;
  let start = at;
  let end = at;
  while (start > 0 && word.test(text[start - 1] ?? '')) start -= 1;
  while (end < text.length && word.test(text[end] ?? '')) end += 1;
  return /^(\p{L}+\p{N}+|\p{N}+\p{L}+)$/u.test(text.slice(start, end));
}

/** Places of a piece, without those that take a date apart: a year of some other date is no year of this one. */
export function placesOf(
  piece: string,
  text: string,
  source: { readonly input?: unknown; readonly column?: { readonly origin: string } },
): readonly number[] {
  const places = occurrencesOf(piece, text);
  if (places.length === 0 || source.input !== undefined || (source.column?.origin === 'reference' && piece.length >= 7))
    return places;
  const dates = [...text.matchAll(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g)].map(({ index }) => index);
  return places.filter((at) => !dates.some((start) => cuts({ at, end: at + piece.length }, start)));
}

function cuts(piece: { readonly at: number; readonly end: number }, date: number): boolean {
  const end = date + 'yyyy-MM-dd'.length;
  const apart = piece.end <= date || piece.at >= end;
  const around = piece.at <= date && piece.end >= end;
  return !apart && !around;
}
