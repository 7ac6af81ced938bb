import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { DraftContext } from '../../draft-context.ts';
import { holesIn } from '../../words/holes-in.ts';
import { CHANGES } from '../changes/changes.ts';
import { padChanges } from '../changes/pad-changes.ts';
import { atomsOf } from '../said-values.ts';
import type { Fragment } from './fragment.ts';
import { occurrencesOf } from './occurrences-of.ts';
import { saidInTemplates, saidTwice } from './said-twice.ts';

const CASE_CHANGES = CHANGES.filter(({ name }) =>
  ['lower', 'upper', 'slug', 'capitalize', 'file name', 'file stem'].includes(name),
);

/** Values that the user said and that stand in the text of every row, as they are, in another case, or the file of a path. */
export function saidFragments(strings: readonly string[], context: DraftContext): Fragment[] {
  const found: Fragment[] = [];
  const stands = (piece: string): boolean => strings.every((text) => occurrencesOf(piece, text).length > 0);
  const twice = saidTwice(strings, context);
  const changes = [...CASE_CHANGES, ...padChanges(context)];
  for (const atom of new Set([
    ...atomsOf(context),
    ...saidInHoles(strings, context),
    ...twice,
    ...saidInTemplates(strings, context),
  ])) {
    if (isChosen(atom, strings, context)) continue;
    const value = numberAtom(atom, context);
    const add = (text: string, of: (input: Expr) => Expr, cost: number, label: string): void => {
      const spans = context.prompt.spansOf(atom);
      const input = context.inputs.refer({ value, spans, name: [nameFor(atom, twice)], weak: true });
      found.push({ texts: strings.map(() => text), expr: of(input), cost, label, input: { value } });
    };
    if (stands(atom) && !strings.every((text) => text === atom))
      add(atom, (input) => input, 0.02, `"${atom}" in your words`);
    for (const change of changes) {
      const text = change.apply(value);
      if (typeof text !== 'string' || text === atom || !stands(text)) continue;
      add(text, change.expr, 2, `"${atom}" (${change.name})`);
    }
  }
  return found;
}

function nameFor(atom: string, things: readonly string[]): string {
  if (things.includes(atom)) return 'thing';
  if (/^\d{4}-\d{2}-\d{2}$/.test(atom)) return 'date';
  if (/^\d{2}:\d{2}$/.test(atom)) return 'time';
  return /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/i.test(atom) ? 'domain' : 'value';
}

/** What the user said and what stands where they wrote a hole: a value, though no call was given it alone. */
function saidInHoles([text = '']: readonly string[], context: DraftContext): string[] {
  return holesIn(text, context.prompt)
    .map(({ start, end }) => text.slice(start, end))
    .filter((piece) => piece.length > 2 && context.prompt.says(piece));
}

/** Whether it fills a hole of alternatives, `<passed or failed>`: which of them holds is read, not said. */
function isChosen(atom: string, strings: readonly string[], context: DraftContext): boolean {
  const word = atom.toLowerCase();
  return strings.some((text) =>
    holesIn(text, context.prompt).some(
      ({ start, end, choices }) =>
        text.slice(start, end).toLowerCase() === word && choices.some((choice) => choice.toLowerCase() === word),
    ),
  );
}

/** A number that no call was given as text is a number. */
function numberAtom(atom: string, context: DraftContext): Json {
  if (!/^-?\d+(\.\d+)?$/.test(atom)) return atom;
  const given = context.calls.some((call) => Object.values(call.args).some((value) => value === atom));
  return given ? atom : Number(atom);
}
