import type { Expr, Step } from '../../workflow/workflow.ts';
import { getMember } from '../columns/get-member.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
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
    const member: Expr = unit.poll.path.reduce<Expr>((from, key) => getMember(from, key, true), {
      $: 'ref',
      of: 'var',
      id: as,
    });
    return {
      id: unit.key,
      origin,
      do: 'poll',
      call: body,
      as,
      until: { $: 'fn', name: 'eq', args: [member, { $: 'lit', value: unit.poll.value }] },
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
