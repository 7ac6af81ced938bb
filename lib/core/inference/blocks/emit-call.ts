import type { Expr, Step } from '../../workflow/workflow.ts';
import { getMember } from '../columns/get-member.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Poll, Unit } from '../read/unit.ts';
import { pagination } from './emit-pages.ts';
import { pollIsOver } from './poll-is-over.ts';

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
      until: pollIsOver(member, unit.poll, unit, context),
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
