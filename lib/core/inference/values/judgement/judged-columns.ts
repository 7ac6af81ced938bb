import type { Json } from '../../../json/json.ts';
import type { Id, Step } from '../../../workflow/workflow.ts';
import type { Site } from '../../blocks/site.ts';
import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';

/** Marks a column as the answer of a judgement, among the words of what it belongs to. */
const JUDGED = 'judged by a model';

export const isJudged = (column: Column): boolean => column.about.includes(JUDGED);

/**
 * What a model judged for the arguments of a call, as values that later steps may look at: "set the urgency; for
 * emergencies also write a letter" is one judgement, and its answer decides about the letter.
 */
export function judgedColumns(made: readonly Step[], site: Site, context: DraftContext): readonly Column[] {
  return made.flatMap((step): Column[] => {
    const judgement = step.do === 'llm' ? context.judgements.find(({ id }) => id === step.id) : undefined;
    if (judgement === undefined || judgement.recorded.length !== site.units.length) return [];
    const values = judgement.recorded.map(([, answer]): Json => answer);
    if (values.some((value) => typeof value === 'object')) return [];
    return [judgedColumn(step.id, judgement.name, values, (row) => site.units[row]?.started ?? -1)];
  });
}

/** The answers of a judgement, one a row, and the logical time at which each was there. */
export function judgedColumn(id: Id, name: string, values: readonly Json[], readyAt: (row: number) => number): Column {
  return {
    expr: { $: 'ref', of: 'step', id },
    values,
    ready: values.map((_, row) => readyAt(row)),
    turns: values.map(() => undefined),
    words: wordsOf(name),
    about: [JUDGED],
    cost: 0.5,
    origin: 'reference',
    units: [],
    label: name,
    partial: false,
  };
}
