import type { Json } from '../../json/json.ts';
import type { DraftContext } from '../draft-context.ts';

const atomCache = new WeakMap<DraftContext, readonly string[]>();

/** Values of arguments that the user said, longest first: what texts may be put together from. */
export function atomsOf(context: DraftContext): readonly string[] {
  const known = atomCache.get(context);
  if (known !== undefined) return known;
  const atoms = new Set<string>();
  const walk = (value: Json): void => {
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value);
      if (
        text.length <= 200 &&
        !(typeof value === 'string' && COMMON.has(value.toLowerCase())) &&
        context.prompt.says(text)
      )
        atoms.add(text);
    } else if (value !== null && typeof value === 'object') for (const member of Object.values(value)) walk(member);
  };
  for (const call of context.calls) if (call.error === undefined) walk(call.args);
  for (const turn of context.prompt.turns) {
    for (const match of turn.text.matchAll(
      /(?<![\p{L}\p{N}-])\d{4}-\d{2}-\d{2}(?![\p{L}\p{N}-])|(?<![\p{L}\p{N}:.-])\d{2}:\d{2}(?![\p{L}\p{N}:])|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
    ))
      atoms.add(match[0]);
    for (const [host] of turn.text.matchAll(HOST)) atoms.add(host);
    // `@example.com` alone: the domain of addresses that are still to be made.
    for (const [, host] of turn.text.matchAll(/(?<![\p{L}\p{N}._+-])@((?:[a-z0-9-]+\.)+[a-z]{2,})/giu))
      if (host !== undefined) atoms.add(host);
  }
  const sorted = [...atoms].sort((a, b) => b.length - a.length);
  atomCache.set(context, sorted);
  return sorted;
}

/** Names of hosts and domains that stand on their own; files have one dot and an ending of another kind. */
const HOST =
  /(?<![\p{L}\p{N}.@/<>_-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|example|test|invalid|internal|local)(?![\p{L}\p{N}/_-]|\.[\p{L}\p{N}])/giu;

/** Words that are settings rather than things that a user would change. */
export const COMMON = new Set('all any none true false open closed asc desc active'.split(' '));

/**
 * Whether a text that the user said holds other values that the user said on their own ("Changed to gold", where gold
 * is used elsewhere), or is nothing but such values and marks between them (`owner/name`).
 */
export function isComposite(value: string, context: DraftContext): boolean {
  const all = context.prompt.spansOf(value);
  // What stands in quotes is the value; the same words in a sentence are the sentence's: `the request r-7 … "request r-7"`.
  const quoted = all.filter((span) =>
    context.prompt.quoted.some(
      (quote) => quote.turn === span.turn && quote.start <= span.start && span.end <= quote.end,
    ),
  );
  const own = quoted.length > 0 ? quoted : all;
  let rest = value;
  let outside = false;
  for (const atom of atomsOf(context)) {
    if (atom === value || atom.length < 2 || atom.length >= value.length || !standsIn(atom, value)) continue;
    rest = rest.split(atom).join('');
    const elsewhere = context.prompt
      .spansOf(atom)
      .some(
        (span) => !own.some((whole) => whole.turn === span.turn && whole.start <= span.start && span.end <= whole.end),
      );
    if (elsewhere && atom.length > 2 && isWordOf(atom, value)) outside = true;
  }
  return outside || (rest !== value && !/[\p{L}\p{N}]/u.test(rest));
}

/** Whether the atom is a word of its own in a sentence, not a piece of a name with hyphens, dots or slashes. */
function isWordOf(atom: string, text: string): boolean {
  return (
    text.split(/[\s"'“”()<>]+/).some((word) => word.replace(/[.,:;!?]+$/, '') === atom) ||
    (atom.includes(' ') && standsIn(atom, text))
  );
}

function standsIn(atom: string, text: string): boolean {
  for (let at = text.indexOf(atom); at >= 0; at = text.indexOf(atom, at + 1)) {
    const before = text.slice(Math.max(0, at - 1), at);
    const after = text.slice(at + atom.length, at + atom.length + 1);
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}
