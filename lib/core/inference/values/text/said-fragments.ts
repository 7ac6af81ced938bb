import type { Json } from '../../../json/json.ts';
import type { DraftContext } from '../../draft-context.ts';
import { CHANGES } from '../changes/changes.ts';
import { atomsOf } from '../said-values.ts';
import type { Fragment } from './fragment.ts';
import { occurrencesOf } from './occurrences-of.ts';

const CASE_CHANGES = CHANGES.filter(({ name }) => ['lower', 'upper', 'slug', 'capitalize'].includes(name));

/** Values that the user said and that stand in the text of every row, as they are or in another case. */
export function saidFragments(strings: readonly string[], context: DraftContext): Fragment[] {
  const found: Fragment[] = [];
  const stands = (piece: string): boolean => strings.every((text) => occurrencesOf(piece, text).length > 0);
  for (const atom of atomsOf(context)) {
    if (!stands(atom) || strings.every((text) => text === atom)) continue;
    const value = numberAtom(atom, context);
    const input = context.inputs.refer({
      value,
      spans: context.prompt.spansOf(atom),
      name: ['value'],
      weak: true,
    });
    found.push({
      texts: strings.map(() => atom),
      expr: input,
      cost: 0.02,
      label: `"${atom}" in your words`,
      input: { value },
    });
    for (const change of CASE_CHANGES) {
      const text = change.apply(atom);
      if (typeof text !== 'string' || text === atom || !stands(text)) continue;
      found.push({
        texts: strings.map(() => text),
        expr: change.expr(input),
        cost: 2,
        label: `"${atom}" (${change.name})`,
        input: { value },
      });
    }
  }
  return found;
}

/** A number that no call was given as text is a number. */
function numberAtom(atom: string, context: DraftContext): Json {
  if (!/^-?\d+(\.\d+)?$/.test(atom)) return atom;
  const given = context.calls.some((call) => Object.values(call.args).some((value) => value === atom));
  return given ? atom : Number(atom);
}
