import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { projectionsOf } from '../../items/conditions/projections.ts';
import { atomsOf } from '../../values/said-values.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { wordsOf } from '../../words/words.ts';
import type { Clause } from './clauses.ts';
import type { Candidate } from './guard-candidates.ts';

/** "If there is no page with this heading": the list holds no such value, or nothing at all. */
export function listCandidates(
  column: Column,
  clause: Clause,
  about: number,
  not: boolean,
  context: DraftContext,
): Candidate[] {
  const [value] = column.values;
  if (!Array.isArray(value)) return [];
  const subject = about > 0 || column.words.some((word) => clause.words.includes(word)) ? 1 : 0;
  if (subject === 0) return [];
  const found: Candidate[] = [];
  const absent = not || clause.negated || /\bnew\b|\bmissing\b|\byet\b/.test(clause.text);
  for (const projection of projectionsOf(column)) {
    for (const atom of atomsOf(context)) {
      if (surpriseOf(atom) < 9) continue;
      const inside = projection.has(0, atom);
      if (inside === absent) continue;
      const named = projection.words.some((word) => clause.words.includes(word)) ? 1 : 0;
      const quoted = clause.text.includes(atom.toLowerCase()) ? 1 : 0;
      const input = context.inputs.refer({
        value: atom as Json,
        spans: context.prompt.spansOf(atom),
        name: projection.words,
        weak: true,
      });
      const same = isWrittenAs(atom, projection.words, context) ? 1.2 : 0;
      const has: Expr = { $: 'fn', name: 'has', args: [projection.expr, input] };
      if (named + quoted + same > 0) {
        found.push({
          expr: inside ? has : { $: 'fn', name: 'not', args: [has] },
          label: `${projection.label} ${inside ? 'has' : 'has no'} "${atom}"`,
          fit: 1 + subject + named + quoted + same,
        });
      }
    }
  }
  if (value.length === 0 && absent)
    found.push({
      expr: { $: 'fn', name: 'isEmpty', args: [column.expr] },
      label: `${column.label} is empty`,
      fit: 2 + subject,
    });
  if (value.length > 0 && !absent && /\b(any|some|there (is|are)|at least one|has|have)\b/.test(clause.text)) {
    found.push({
      expr: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [column.expr] }] },
      label: `there are ${column.label}`,
      fit: 1.2 + subject,
      isThere: true,
    });
  }
  return found;
}

/** Whether the value was given to a call under the same name as the list's member. */
function isWrittenAs(atom: string, words: readonly string[], context: DraftContext): boolean {
  return context.calls.some(
    (call) =>
      call.effect !== 'read' &&
      Object.entries(call.args).some(([name, value]) => value === atom && wordsOf(name).join(' ') === words.join(' ')),
  );
}
