import { refsOf } from '#core/workflow/walk.ts';
import type {
  ApproveStep,
  CallStep,
  Expr,
  ForEachStep,
  IfStep,
  LlmStep,
  PaginateStep,
  PollStep,
  Step,
  StepCommon,
  TryStep,
} from '#core/workflow/workflow.ts';
import type { JudgementCollector } from './judgement-collector.ts';
import type { CallTable } from './lower-calls.ts';
import { importCollector, type Lowering, type Scope } from './lower-context.ts';
import { lowerCondition, lowerExpression, lowerOptional, negate, type Typed } from './lower-expression.ts';
import { lowerSource } from './lower-list.ts';
import { lowerFind, lowerRequest } from './lower-request.ts';
import { loopNames } from './name-items.ts';
import { plainName, valueNames } from './names.ts';
import type { Lambda, Origin, Statement, Value } from './program.ts';
import { arrayOf, BOOLEAN, isAssignable, NULL, NUMBER, STRING, type Type, UNKNOWN, unionOf } from './type.ts';
import { typeOfSchema } from './type-of-schema.ts';

export interface StepLowering extends Lowering {
  readonly calls: CallTable;
  readonly judgements: JudgementCollector;
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
    case 'llm':
      return bind(step, lowerJudgement(step, scope, context), scope, context);
    case 'approve':
      return lowerApprove(step, scope, context);
    case 'assert': {
      context.imports.failure('AssertionFailed');
      const cond = lowerCondition(step.cond, scope, context);
      const assert: Statement = { do: 'assert', unless: negate(cond), message: step.message, origin: originOf(step) };
      return context.referred.has(step.id) ? bindTrue(step, [assert], scope) : { statements: [assert], scope };
    }
  }
}

function lowerJudgement(step: LlmStep & StepCommon, scope: Scope, context: StepLowering): Typed {
  context.imports.agent('judge');
  const { id, task, output, examples = [], checks = [] } = step;
  const answer = typeOfSchema(output, 'result');
  const shown = examples.length === 0 ? null : examples.map(([input, right]) => [input, right]);
  const judgement = context.judgements.add({ step: id, task, output, answer, examples: shown });
  const input = lowerExpression({ $: 'obj', fields: step.input }, scope, context).value;
  return {
    type: answer,
    value: { is: 'judge', judgement, input, checks: lowerChecks(step, checks, answer, scope, context) },
  };
}

/** Checks see the answer as the value of the step itself. */
function lowerChecks(
  { id }: StepCommon,
  checks: readonly Expr[],
  type: Type,
  scope: Scope,
  context: StepLowering,
): Lambda | null {
  if (checks.length === 0) return null;
  const answer = scope.nameFor('answer');
  const inside = scope.with('step', id, { name: answer, type });
  const items = checks.map((check) => lowerCondition(check, inside, context));
  return { params: [answer], body: { is: 'list', items, sparse: false } };
}

/** The value of an approval is whether one was needed. */
function lowerApprove(step: ApproveStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  context.imports.agent('approve');
  const show = lowerExpression(step.show, scope, context).value;
  const approve: Statement = { do: 'run', value: { is: 'approve', step: step.id, show }, origin: originOf(step) };
  const wanted = context.referred.has(step.id);
  if (!step.when) return wanted ? bindTrue(step, [approve], scope) : { statements: [approve], scope };
  const cond = lowerCondition(step.when, scope, context);
  const ask = (value: Value): Statement => ({ do: 'if', cond: value, then: [approve], else: [], origin: NO_ORIGIN });
  if (!wanted) return { statements: [ask(cond)], scope };
  const name = scope.nameFor(plainName(step.id), step.id);
  return {
    statements: [{ do: 'bind', name, value: cond, origin: originOf(step) }, ask({ is: 'name', name })],
    scope: scope.with('step', step.id, { name, type: BOOLEAN }),
  };
}

function bindTrue(step: StepCommon, before: readonly Statement[], scope: Scope): Lowered {
  const name = scope.nameFor(plainName(step.id), step.id);
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

function lowerPoll(step: PollStep, scope: Scope, context: StepLowering): Typed {
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

function lowerForEach(step: ForEachStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  const name = nameOf(step, scope, context);
  const { list, items } = lowerSource(step.in, scope, context);
  const around = name === null ? scope : scope.without(name);
  const item = around.nameFor(...loopNames(step.each, list));
  const inside = around.with('var', step.each, { name: item, type: items });
  const body = lowerSteps(step.body, inside, context);
  const each = step.yield ? lowerExpression(step.yield, body.scope, context) : null;
  const type: Type = arrayOf(each?.type ?? NULL);
  const origin = blockOrigin(step);

  if ((step.parallel ?? 1) > 1 || step.onError === 'collect') {
    context.imports.agent('forEach');
    const given: Value = each?.value ?? { is: 'literal', value: null };
    const statements: readonly Statement[] =
      name !== null ? [...body.statements, { do: 'return', value: given }] : body.statements;
    const value: Value = {
      is: 'forEach',
      list,
      item,
      parallel: step.parallel ?? 1,
      onError: step.onError ?? 'stop',
      body: statements,
    };
    if (name === null) return { statements: [{ do: 'run', value, origin }], scope };
    const bound: Statement = { do: 'bind', name, value, origin };
    return { statements: [bound], scope: scope.with('step', step.id, { name, type }) };
  }

  if (name === null) return { statements: [{ do: 'forEach', item, list, body: body.statements, origin }], scope };
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
  const name = nameOf(step, scope, context);
  const cond = lowerCondition(step.cond, scope, context);
  const around = name === null ? scope : scope.without(name);
  const yes = lowerSteps(step.then, around, context);
  const shown = step.else !== 'undemonstrated';
  const no: Lowered =
    step.else === 'undemonstrated' ? { statements: [], scope: around } : lowerSteps(step.else, around, context);
  const yesValue = step.thenValue ? lowerExpression(step.thenValue, yes.scope, context) : null;
  const noValue = step.elseValue && shown ? lowerExpression(step.elseValue, no.scope, context) : null;
  if (!shown) context.imports.failure('Undemonstrated');
  const stop: readonly Statement[] = shown ? no.statements : [{ do: 'undemonstrated', step: step.id }];

  return settle(step, name, [yesValue, shown ? noValue : UNREACHED], scope, context, (assign) => {
    const then = [...yes.statements, ...assign(yesValue)];
    const otherwise = shown ? [...no.statements, ...assign(noValue)] : stop;
    return { do: 'if', cond, then, else: otherwise, origin: blockOrigin(step) };
  });
}

function lowerTry(step: TryStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  context.imports.failure('isRefusal');
  const name = nameOf(step, scope, context);
  const around = name === null ? scope : scope.without(name);
  const body = lowerSteps(step.body, around, context);
  const other = lowerSteps(step.else, around, context);
  const value = step.value ? lowerExpression(step.value, body.scope, context) : null;
  const otherValue = step.elseValue ? lowerExpression(step.elseValue, other.scope, context) : null;
  return settle(step, name, [value, otherValue], scope, context, (assign) => ({
    do: 'try',
    body: [...body.statements, ...assign(value)],
    contains: step.on.contains,
    else: [...other.statements, ...assign(otherValue)],
    origin: blockOrigin(step),
  }));
}

/** A side of a branch that never gives a value because it throws. */
const UNREACHED = 'unreached';

/** The variable of a step whose value is read, else null. */
function nameOf(step: Step, scope: Scope, context: StepLowering): string | null {
  return context.referred.has(step.id) ? scope.nameFor(...valueNames(step)) : null;
}

/** A step with two sides: where its value is read, a variable before it that both sides assign. */
function settle(
  step: StepCommon,
  name: string | null,
  sides: readonly (Typed | null | typeof UNREACHED)[],
  scope: Scope,
  context: StepLowering,
  build: (assign: (side: Typed | null) => readonly Statement[]) => Statement,
): Lowered {
  if (name === null) return { statements: [build(() => [])], scope };
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
  const name = scope.nameFor(...valueNames(step));
  return {
    statements: [{ do: 'bind', name, value: typed.value, origin }],
    scope: scope.with('step', step.id, { name, type: typed.type }),
  };
}

const NO_ORIGIN: Origin = { step: null, calls: [], more: 0 };

/** Of the ids of recorded calls as many are named as fit a short comment, at least one. */
const SHOWN_LENGTH = 32;

function originOf(step: StepCommon): Origin {
  const all = step.origin ?? [];
  const plain = all.filter((id) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(id));
  const calls: string[] = [];
  for (const id of plain) {
    if (calls.length > 0 && [...calls, id].join(', ').length > SHOWN_LENGTH) break;
    calls.push(id);
  }
  return { step: step.id, calls, more: all.length - calls.length };
}

/** Blocks are not commented: the statements inside them are. */
function blockOrigin(step: StepCommon): Origin {
  return { step: step.id, calls: [], more: 0 };
}
