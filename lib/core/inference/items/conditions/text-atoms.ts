import { contains, containsExact } from '../../../functions/text.ts';
import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { EXCLUDED } from '../../words/cues.ts';
import { nullable } from './add-atom.ts';
import { bitsOf, complement, equalBits, isZero } from './bits.ts';
import { phrasesOf } from './phrases.ts';
import type { Atom, PredicateSearch } from './predicate.ts';

export function textAtoms(column: Column, field: number, search: PredicateSearch, atoms: Atom[]): void {
  const get = nullable(column.expr);
  for (const phrase of phrasesOf(search, column)) {
    const literal = search.inputs.refer({
      value: phrase.text,
      spans: search.prompt.spansOf(phrase.text),
      name: [phrase.quoted && / /.test(phrase.text) ? 'phrase' : 'word'],
      weak: true,
    });
    const price = (phrase.quoted ? 1 : 3) - field - Math.min(1.5, phrase.text.length * 0.08) + column.cost * 0.2;
    const loose: Expr = { $: 'fn', name: 'contains', args: [get, literal] };
    const exact: Expr = { $: 'fn', name: 'containsExact', args: [get, literal] };
    const asText = (value: Json | undefined) => (typeof value === 'string' ? value : null);
    const looseBits = bitsOf(column.values.map((value) => contains(asText(value), phrase.text)));
    const exactBits = bitsOf(column.values.map((value) => containsExact(asText(value), phrase.text)));
    const open = equalBits(looseBits, exactBits);
    const ignoring = search.prompt.hasWord(
      /ignor\w+ case|case[- ]?insensitiv|any case|regardless of case|upper or lower|whatever the case/i,
    );
    const minding = search.prompt.hasWord(/case[- ]?sensitiv|exact(ly)? (this )?(case|spelling)|same case/i);
    const base = {
      grounded: true,
      atoms: 1,
      units: column.units,
      family: `${column.label} ${phrase.text.toLowerCase()}`,
    };
    const label = `${column.label} contains "${phrase.text}"`;
    const undecided = open && !ignoring && !minding;
    if (!isZero(looseBits)) {
      atoms.push({
        ...base,
        bits: looseBits,
        expr: open && minding ? exact : loose,
        cost: 3 + price,
        label,
        ...(undecided ? { caseOpen: { exact, loose } } : {}),
      });
      if (search.prompt.hasWord(EXCLUDED)) {
        atoms.push({
          ...base,
          bits: complement(looseBits, column.values.length),
          expr: { $: 'fn', name: 'not', args: [loose] },
          cost: 4.5 + price,
          label: `${column.label} does not contain "${phrase.text}"`,
        });
      }
    }
    if (!open && !isZero(exactBits)) {
      atoms.push({ ...base, bits: exactBits, expr: exact, cost: 3.4 + price, label: `${label} (exact case)` });
    }
    for (const [name, word, test] of EDGES) {
      if (!search.prompt.hasWord(word)) continue;
      const bits = bitsOf(column.values.map((value) => typeof value === 'string' && test(value, phrase.text)));
      if (!isZero(bits))
        atoms.push({
          ...base,
          bits,
          expr: { $: 'fn', name, args: [get, literal] },
          cost: 2.2 + price,
          label: `${column.label} ${name} "${phrase.text}"`,
        });
    }
  }
}

const EDGES: readonly (readonly [string, RegExp, (value: string, phrase: string) => boolean])[] = [
  ['startsWith', /\b(start|begin|prefix|open)\w*\b/i, (value, phrase) => value.startsWith(phrase)],
  ['endsWith', /\b(end|suffix|finish)\w*\b|extension|\bfiles?\b/i, (value, phrase) => value.endsWith(phrase)],
];
