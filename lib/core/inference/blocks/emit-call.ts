import type { Expr, Step } from '../../workflow/workflow.ts';
import { getMember } from '../columns/get-member.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Poll, Unit } from '../read/unit.ts';
import { pagination } from './emit-pages.ts';

/** The step that repeats a unit: one call, a paged read, or a poll. */
export function emitCall(
  unit: Unit,
  args: Readonly<Record<string, Expr>>,
  origin: readonly string[],
  attempts: number,
  context: DraftContext,
): Step {
  const [first] = unit.calls;
  const extract = first === undefined || first.extract === 'auto' ? {} : { extract: first.extract };
  const body = { server: unit.server, tool: unit.tool, args, ...extract };
  if (unit.pages !== undefined)
    return { id: unit.key, origin, do: 'paginate', call: body, ...pagination(unit.pages, context) };
  if (unit.poll !== undefined) {
    const as = context.variables.make(['answer']);
    const member = memberAt({ $: 'ref', of: 'var', id: as }, unit.poll);
    return {
      id: unit.key,
      origin,
      do: 'poll',
      call: body,
      as,
      until: isOver(member, unit.poll),
      everyMs: 2000,
      timeoutMs: 600_000,
    };
  }
  return {
    id: unit.key,
    origin,
    do: 'call',
    ...body,
    effect: unit.effect,
    ...(attempts > 0 ? { retry: { attempts: Math.max(4, attempts + 3), backoffMs: 500 } } : {}),
  };
}

/** The member that a poll watches, of the answer or of the step's value. */
export function memberAt(of: Expr, poll: Poll): Expr {
  return poll.path.reduce<Expr>((from, key) => getMember(from, key, true), of);
}

/** A flag is waited for; a state is waited out, because what is waited for may also end in another way than recorded. */
function isOver(member: Expr, { before, value }: Poll): Expr {
  if (typeof value !== 'string') return { $: 'fn', name: 'eq', args: [member, { $: 'lit', value }] };
  const seen = before.filter((state) => typeof state === 'string');
  const words = UNDER_WAY.map((word) => inStyleOf(word, seen[0] ?? value)).filter((word) => word !== value);
  const waiting: Expr = { $: 'lit', value: [...new Set([...seen, ...words])] };
  return { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'has', args: [waiting, member] }] };
}

/** States that nothing ends in, whichever of them a recording happened to pass. */
const UNDER_WAY = ['queued', 'pending', 'running', 'in_progress', 'processing', 'waiting'];

function inStyleOf(word: string, sample: string): string {
  if (sample === sample.toUpperCase()) return word.toUpperCase();
  if (/^\p{Lu}/u.test(sample)) return (word.charAt(0).toUpperCase() + word.slice(1)).replace('_', ' ');
  return sample.includes('-') ? word.replace('_', '-') : word;
}
