import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import { noteDoubts } from '../draft/doubts.ts';
import { SOMETHING_ELSE } from '../draft/question-book.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
import { type Item, isWrite, type Site } from './site.ts';

/** From so many writes by one tool on, each with something that the user did not say, a list is what people mean. */
const MANY = 3;

/**
 * Writes by one tool, one after the other, that no list explains: the same write again, or several for things that the
 * user never named. How often is then an accident of the recording, so it is asked.
 */
export function askRepeats(items: readonly Item[], context: DraftContext): void {
  const byTool = new Map<string, Site[]>();
  for (const item of items) {
    if (item.kind !== 'site' || !isWrite(item)) continue;
    byTool.set(item.tool, [...(byTool.get(item.tool) ?? []), item]);
  }
  for (const [tool, sites] of byTool) {
    const rows = sites[0]?.units.map((_, row) => sites.flatMap(({ units }) => units[row] ?? [])) ?? [];
    const units = rows.find(isAccident(context));
    const [first] = units ?? [];
    if (units === undefined || first === undefined) continue;
    const answer = context.questions.ask({
      kind: 'repeats',
      about: [tool, 'repeats'],
      text: `${tool} was called ${units.length} times, and no list that was read says for what. Is it so often in every run?`,
      row: first.args,
      options: [
        { id: 'yes', label: `Yes, always these ${units.length} calls` },
        { ...SOMETHING_ELSE, label: 'No, it depends on something: keep the default, edit it by hand' },
      ],
      default: 'yes',
      weight: first.effect === 'destroy' ? 10 : 5,
    });
    noteDoubts(first.key, [answer.id], context);
  }
}

/** Whether these writes of one pass are the same again, or (outside of loops) many for things that nobody named. */
const isAccident =
  (context: DraftContext) =>
  (units: readonly Unit[], _: number, rows: readonly unknown[]): boolean => {
    const [first] = units;
    if (first === undefined || units.length < 2 || units.some(({ failed }) => failed)) return false;
    if (units.every((unit) => jsonEqual(unit.args, first.args))) return true;
    return rows.length === 1 && units.length >= MANY && !units.some((unit) => isSaid(unit.args, context));
  };

/** Whether the user said every name, text and number in it. */
function isSaid(value: Json, context: DraftContext): boolean {
  if (typeof value === 'string' || typeof value === 'number') return context.prompt.says(String(value));
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((member) => isSaid(member, context));
}
