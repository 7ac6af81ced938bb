import type {
  ApproveStep,
  CallStep,
  ForEachStep,
  IfStep,
  PaginateStep,
  PollStep,
  Step,
  StepCommon,
  TryStep,
} from '#core/workflow/workflow.ts';
import type { CallTable } from './lower-calls.ts';
import type { Lowering, Scope, Variable } from './lower-context.ts';
import { lowerCondition, lowerExpression, type Typed } from './lower-expression.ts';
import { lowerSource } from './lower-list.ts';
import { lowerFind, lowerRequest } from './lower-request.ts';
import { valueName } from './names.ts';
import type { Origin, Statement, Value } from './program.ts';
import { arrayOf, BOOLEAN, NULL, type Type, UNKNOWN, unionOf } from './type.ts';
import { typeOfSchema } from './type-of-schema.ts';

export interface StepLowering extends Lowering {
  readonly calls: CallTable;
  /** Steps whose value is read somewhere. */
  readonly referred: ReadonlySet<string>;
}

interface Lowered {
  readonly statements: readonly Statement[];
  /** What the steps after it see. */
  readonly scope: Scope;
}

/** Steps in order; each sees the values of those before it. */
export function lowerSteps(steps: readonly Step[], scope: Scope, context: StepLowering): Lowered {
  let current = scope;
  const statements: Statement[] = [];
  for (const step of steps) {
    const lowered = lowerStep(step, current, context);
    statements.push(...lowered.statements);
    current = lowered.scope;
  }
  return { statements, scope: current };
}

function lowerStep(step: Step, scope: Scope, context: StepLowering): Lowered {
  switch (step.do) {
    case 'call':
      return bind(step, lowerCall(step, scope, context), scope, context);
    case 'let':
      return bind(step, lowerExpression(step.value, scope, context), scope, context);
    case 'forEach':
      return lowerForEach(step, scope, context);
    case 'paginate':
      return bind(step, lowerPaginate(step, scope, context), scope, context);
    case 'poll':
      return bind(step, lowerPoll(step, scope, context), scope, context);
    case 'if':
      return lowerIf(step, scope, context);
    case 'try':
      return lowerTry(step, scope, context);
    case 'llm': {
      context.imports.agent('judge');
      const type = typeOfSchema(step.output, 'result');
      const answer = context.names.take('answer');
      const inside = scope.with('step', step.id, { name: answer, type: UNKNOWN });
      const value: Value = {
        is: 'judge',
        step: step.id,
        task: step.task,
        input: lowerExpression({ $: 'obj', fields: step.input }, scope, context).value,
        output: step.output,
        examples: (step.examples ?? []).map(([input, output]) => [input, output]),
        answer,
        checks: (step.checks ?? []).map((check) => lowerCondition(check, inside, context)),
      };
      return bind(step, { value, type }, scope, context);
    }
    case 'approve':
      return lowerApprove(step, scope, context);
    case 'assert': {
      context.imports.failure('AssertionFailed');
      const cond = lowerCondition(step.cond, scope, context);
      const assert: Statement = { do: 'assert', cond, message: step.message, origin: originOf(step) };
      return context.referred.has(step.id) ? bindTrue(step, [assert], scope, context) : { statements: [assert], scope };
    }
  }
}

/** The value of an approval is whether one was needed. */
function lowerApprove(step: ApproveStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  context.imports.agent('approve');
  const show = lowerExpression(step.show, scope, context).value;
  const approve: Statement = { do: 'run', value: { is: 'approve', step: step.id, show }, origin: originOf(step) };
  const wanted = context.referred.has(step.id);
  if (!step.when) return wanted ? bindTrue(step, [approve], scope, context) : { statements: [approve], scope };
  const cond = lowerCondition(step.when, scope, context);
  const ask = (value: Value): Statement => ({ do: 'if', cond: value, then: [approve], else: [], origin: NO_ORIGIN });
  if (!wanted) return { statements: [ask(cond)], scope };
  const name = context.names.take(step.id);
  return {
    statements: [{ do: 'bind', name, value: cond, origin: NO_ORIGIN }, ask({ is: 'name', name })],
    scope: scope.with('step', step.id, { name, type: BOOLEAN }),
  };
}

function bindTrue(step: StepCommon, before: readonly Statement[], scope: Scope, context: StepLowering): Lowered {
  const name = context.names.take(step.id);
  const value: Value = { is: 'literal', value: true };
  return {
    statements: [...before, { do: 'bind', name, value, origin: NO_ORIGIN }],
    scope: scope.with('step', step.id, { name, type: BOOLEAN }),
  };
}

function lowerCall(step: CallStep & StepCommon, scope: Scope, context: StepLowering): Typed {
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

function lowerPaginate(step: PaginateStep, scope: Scope, context: StepLowering): Typed {
  context.imports.agent('pages');
  const { request, result } = lowerRequest(step.call, 'read', scope, context, step.param);
  if (!step.first) context.imports.value('present');
  const cursor: Variable = { name: context.local(step.cursor), type: UNKNOWN };
  const page: Variable = { name: context.local(step.page), type: result };
  const inside = scope.with('var', step.page, page).with('var', step.cursor, cursor);
  const items = lowerSource(step.items, inside, context);
  return {
    type: arrayOf(items.items),
    value: {
      is: 'pages',
      request,
      param: step.param,
      first: step.first ? lowerExpression(step.first, scope, context).value : null,
      page: page.name,
      cursor: cursor.name,
      items: items.list,
      next: lowerExpression(step.next, inside, context).value,
      until: lowerCondition(step.until, inside, context),
      maxPages: step.maxPages,
    },
  };
}

function lowerPoll(step: PollStep, scope: Scope, context: StepLowering): Typed {
  context.imports.agent('poll');
  const { request, result } = lowerRequest(step.call, 'read', scope, context);
  const item = context.local(step.as);
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

function lowerForEach(step: ForEachStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  const { list, items } = lowerSource(step.in, scope, context);
  const item = context.local(step.each);
  const inside = scope.with('var', step.each, { name: item, type: items });
  const body = lowerSteps(step.body, inside, context);
  const each = step.yield ? lowerExpression(step.yield, body.scope, context) : null;
  const wanted = context.referred.has(step.id);
  const type: Type = arrayOf(each?.type ?? NULL);
  const origin = originOf(step);

  if ((step.parallel ?? 1) > 1 || step.onError === 'collect') {
    context.imports.agent('forEach');
    const given: Value = each?.value ?? { is: 'literal', value: null };
    const statements: readonly Statement[] = wanted
      ? [...body.statements, { do: 'return', value: given }]
      : body.statements;
    const value: Value = {
      is: 'forEach',
      list,
      item,
      parallel: step.parallel ?? 1,
      onError: step.onError ?? 'stop',
      body: statements,
    };
    return bind(step, { value, type }, scope, context);
  }

  if (!wanted) return { statements: [{ do: 'forEach', item, list, body: body.statements, origin }], scope };
  const name = context.names.take(valueName(step.id), step.id);
  context.imports.type(type);
  const yielded: Value = each?.value ?? { is: 'literal', value: null };
  return {
    statements: [
      { do: 'declareList', name, type },
      {
        do: 'forEach',
        item,
        list,
        body: [...body.statements, { do: 'append', list: name, value: yielded }],
        origin,
      },
    ],
    scope: scope.with('step', step.id, { name, type }),
  };
}

function lowerIf(step: IfStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  const cond = lowerCondition(step.cond, scope, context);
  const yes = lowerSteps(step.then, scope, context);
  const shown = step.else !== 'undemonstrated';
  const no: Lowered =
    step.else === 'undemonstrated' ? { statements: [], scope } : lowerSteps(step.else, scope, context);
  const yesValue = step.thenValue ? lowerExpression(step.thenValue, yes.scope, context) : null;
  const noValue = step.elseValue && shown ? lowerExpression(step.elseValue, no.scope, context) : null;
  if (!shown) context.imports.failure('Undemonstrated');
  const stop: readonly Statement[] = shown ? no.statements : [{ do: 'undemonstrated', step: step.id }];

  return settle(step, [yesValue, shown ? noValue : UNREACHED], scope, context, (assign) => {
    const then = [...yes.statements, ...assign(yesValue)];
    const otherwise = shown ? [...no.statements, ...assign(noValue)] : stop;
    return { do: 'if', cond, then, else: otherwise, origin: originOf(step) };
  });
}

function lowerTry(step: TryStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  context.imports.failure('isRefusal');
  const body = lowerSteps(step.body, scope, context);
  const other = lowerSteps(step.else, scope, context);
  const value = step.value ? lowerExpression(step.value, body.scope, context) : null;
  const otherValue = step.elseValue ? lowerExpression(step.elseValue, other.scope, context) : null;
  return settle(step, [value, otherValue], scope, context, (assign) => ({
    do: 'try',
    body: [...body.statements, ...assign(value)],
    contains: step.on.contains,
    else: [...other.statements, ...assign(otherValue)],
    origin: originOf(step),
  }));
}

/** A side of a branch that never gives a value because it throws. */
const UNREACHED = 'unreached';

/** A step with two sides: where its value is read, a variable before it that both sides assign. */
function settle(
  step: StepCommon,
  sides: readonly (Typed | null | typeof UNREACHED)[],
  scope: Scope,
  context: StepLowering,
  build: (assign: (side: Typed | null) => readonly Statement[]) => Statement,
): Lowered {
  if (!context.referred.has(step.id)) return { statements: [build(() => [])], scope };
  const name = context.names.take(valueName(step.id), step.id);
  const type = unionOf(sides.flatMap((side) => (side === UNREACHED ? [] : [side?.type ?? NULL])));
  context.imports.type(type);
  const assign = (side: Typed | null): readonly Statement[] => [
    { do: 'assign', name, value: side?.value ?? { is: 'literal', value: null } },
  ];
  return {
    statements: [{ do: 'declare', name, type }, build(assign)],
    scope: scope.with('step', step.id, { name, type }),
  };
}

/** `const name = value` where the value is read later, else the value alone; an unread `let` is nothing. */
function bind(step: Step, typed: Typed, scope: Scope, context: StepLowering): Lowered {
  const origin = originOf(step);
  if (!context.referred.has(step.id)) {
    return { statements: [{ do: 'run', value: typed.value, origin }], scope };
  }
  const name = context.names.take(valueName(step.id), step.id);
  return {
    statements: [{ do: 'bind', name, value: typed.value, origin }],
    scope: scope.with('step', step.id, { name, type: typed.type }),
  };
}

const NO_ORIGIN: Origin = { calls: [], more: 0 };
const SHOWN_CALLS = 4;

function originOf(step: StepCommon): Origin {
  const all = step.origin ?? [];
  const calls = all.filter((id) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(id)).slice(0, SHOWN_CALLS);
  return { calls, more: all.length - calls.length };
}
