import { refsOf } from '#core/workflow/walk-exprs.ts';
import type { CallStep, Expr, PaginateStep, PollStep, StepCommon } from '#core/workflow/workflow.ts';
import { importCollector, type Scope } from './lower-context.ts';
import { lowerCondition, lowerExpression, lowerOptional, type Typed } from './lower-expression.ts';
import { lowerSource } from './lower-list.ts';
import { lowerFind, lowerRequest } from './lower-request.ts';
import { plainName } from './names.ts';
import type { StepLowering } from './step-lowering.ts';
import { arrayOf, isAssignable, NULL, NUMBER, STRING, type Type, UNKNOWN, unionOf } from './type.ts';
import type { Lambda, Value } from './value.ts';

/** A read is read, a write or a destroying call is ensured. */
export function lowerCall(step: CallStep & StepCommon, scope: Scope, context: StepLowering): Typed {
  const { request, result } = lowerRequest(step, step.effect, scope, context);
  const retry = step.retry ?? null;
  if (step.effect === 'read') {
    context.imports.agent('read');
    return { value: { is: 'read', request, retry }, type: result };
  }
  context.imports.agent('ensure');
  return {
    // What `find` gives need not look like what the tool answers.
    type: step.find ? UNKNOWN : result,
    value: {
      is: 'ensure',
      step: step.id,
      request,
      key: step.key ? lowerExpression(step.key, scope, context).value : null,
      find: step.find ? lowerFind(step.find, scope, context) : null,
      retry,
    },
  };
}

export function lowerPaginate(step: PaginateStep, scope: Scope, context: StepLowering): Typed {
  context.imports.agent('pages');
  const { request, result } = lowerRequest(step.call, 'read', scope, context, step.param);
  if (!step.first) context.imports.value('present');
  const page = scope.nameFor(plainName(step.page), 'page');
  const cursor = scope.without(page).nameFor(plainName(step.cursor), 'cursor');
  const first = step.first ? lowerExpression(step.first, scope, context) : null;
  const around = scope.with('var', step.page, { name: page, type: result });
  const kind = cursorType(step, first?.type ?? NULL, around, context);
  const inside = around.with('var', step.cursor, { name: cursor, type: kind });
  const items = lowerSource(step.items, inside, context);
  const lambda = (exprs: readonly Expr[], body: Value): Lambda => {
    const reads = exprs.flatMap(refsOf).some((ref) => ref.of === 'var' && ref.id === step.cursor);
    return { params: reads ? [page, cursor] : [page], body };
  };
  return {
    type: arrayOf(items.items),
    value: {
      is: 'pages',
      request,
      param: step.param,
      first: first?.value ?? null,
      cursor,
      items: lambda([step.items], items.list),
      next: lambda([step.next], lowerOptional(step.next, inside, context).value),
      until: lambda([step.until], lowerCondition(step.until, inside, context)),
      maxPages: step.maxPages,
    },
  };
}

/**
 * The type of a cursor: that of the first and of every next one. Tried with numbers and texts; a next one that is
 * computed from it has to be of the same type again.
 */
function cursorType(step: PaginateStep, first: Type, scope: Scope, context: StepLowering): Type {
  const kinds = [NUMBER, STRING].map((kind) => unionOf([kind, NULL]));
  const fits = kinds.find((kind) => {
    const trial = scope.with('var', step.cursor, { name: step.cursor, type: kind });
    const next = lowerOptional(step.next, trial, { ...context, imports: importCollector() });
    return isAssignable(first, kind) && isAssignable(next.type, kind);
  });
  return fits ?? UNKNOWN;
}

export function lowerPoll(step: PollStep, scope: Scope, context: StepLowering): Typed {
  context.imports.agent('poll');
  const { request, result } = lowerRequest(step.call, 'read', scope, context);
  const item = scope.nameFor(plainName(step.as), 'state');
  const inside = scope.with('var', step.as, { name: item, type: result });
  return {
    type: result,
    value: {
      is: 'poll',
      request,
      item,
      until: lowerCondition(step.until, inside, context),
      everyMs: step.everyMs,
      timeoutMs: step.timeoutMs,
    },
  };
}
