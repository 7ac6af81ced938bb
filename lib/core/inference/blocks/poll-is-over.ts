import { isJsonObject, type Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Poll, Unit } from '../read/unit.ts';
import { saidAlternatives } from '../words/alternatives.ts';

/**
 * When a poll is over, by the member that it watches. A flag is waited for. A state is waited for where the user named
 * all its ends and the tool's schema knows them; otherwise it is waited out, because it may end in another way than
 * recorded.
 */
export function pollIsOver(member: Expr, poll: Poll, unit: Unit, context: DraftContext): Expr {
  const { before, value } = poll;
  if (typeof value !== 'string') return { $: 'fn', name: 'eq', args: [member, { $: 'lit', value }] };
  const ends = saidEnds(poll, unit, context);
  if (ends !== null) return { $: 'fn', name: 'has', args: [{ $: 'lit', value: ends }, member] };
  const seen = before.filter((state) => typeof state === 'string');
  const words = UNDER_WAY.map((word) => inStyleOf(word, seen[0] ?? value)).filter((word) => word !== value);
  const waiting: Expr = { $: 'lit', value: [...new Set([...seen, ...words])] };
  return { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'has', args: [waiting, member] }] };
}

/** `until it has passed or failed`: the states of the schema that the user named together with the recorded end. */
function saidEnds({ path, before, value }: Poll, unit: Unit, context: DraftContext): readonly string[] | null {
  const states = statesAt(unit.calls[0]?.spec?.outputSchema ?? null, path);
  const lists = saidAlternatives(context.prompt).map((words) =>
    words.map((word) => states.find((state) => state.toLowerCase() === word.toLowerCase())),
  );
  for (const list of lists) {
    const ends = list.filter((state) => state !== undefined);
    if (ends.length === list.length && ends.some((end) => end === value) && !ends.some((end) => before.includes(end)))
      return [...new Set(ends)];
  }
  return null;
}

/** The values that a schema allows at a path of members. */
function statesAt(schema: Json, path: Poll['path']): readonly string[] {
  let at: Json | undefined = schema;
  for (const key of path) {
    const members: Json | undefined = isJsonObject(at) ? at.properties : undefined;
    at = isJsonObject(members) ? members[String(key)] : undefined;
  }
  const values = isJsonObject(at) ? at.enum : undefined;
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

/** States that nothing ends in, whichever of them a recording happened to pass. */
const UNDER_WAY = ['queued', 'pending', 'running', 'in_progress', 'processing', 'waiting'];

function inStyleOf(word: string, sample: string): string {
  if (sample === sample.toUpperCase()) return word.toUpperCase();
  if (/^\p{Lu}/u.test(sample)) return (word.charAt(0).toUpperCase() + word.slice(1)).replace('_', ' ');
  return sample.includes('-') ? word.replace('_', '-') : word;
}
