import { KEEP_EVERY_MS, type Keep, type KeepRule } from '#core/workflow/keep.ts';
import { allSteps } from '#core/workflow/walk.ts';
import { refsOf } from '#core/workflow/walk-exprs.ts';
import type { CallBody, Expr, Id, Workflow } from '#core/workflow/workflow.ts';
import type { LanguageRules } from './language-rules.ts';
import { importCollector, type Lowering, type Scope, scopeOf } from './lower-context.ts';
import { isSparse, lowerExpression, lowerOptional } from './lower-expression.ts';
import type { KeepCallLambda, ProgramInput, ProgramKeep, ProgramKeepRule, ProgramSight } from './program.ts';
import { UNKNOWN } from './type.ts';
import type { Lambda, Value } from './value.ts';

type Declared = Omit<ProgramInput, 'used'>;

/**
 * The rules of a workflow as values and functions. Items are data whose shape nobody promised, so that everything that
 * is read from them is looked at when it is read.
 */
export function lowerKeep(
  workflow: Workflow,
  keep: Keep,
  {
    inputs,
    config,
    rules,
  }: { readonly inputs: readonly Declared[]; readonly config: readonly Declared[]; readonly rules: LanguageRules },
): ProgramKeep {
  const imports = importCollector();
  const lowering: Lowering = { imports, rules };
  const root = scopeOf(
    new Map([
      ...inputs.map(({ name, variable, type }) => [`input ${name}`, { name: variable, type }] as const),
      ...config.map(({ name, variable, type }) => [`config ${name}`, { name: variable, type }] as const),
    ]),
    new Set([...inputs, ...config].map(({ variable }) => variable)),
    rules.spell,
  );
  const lowered = keep.rules.map((rule) => lowerRule(workflow, rule, root, lowering));
  const used = (of: 'input' | 'config') => (declared: Declared) => ({
    ...declared,
    used: root.used.has(`${of} ${declared.name}`),
  });
  return {
    everyMs: keep.everyMs ?? KEEP_EVERY_MS,
    looks: allSteps(workflow.body).flatMap((step) => (step.do === 'call' && step.find ? [step.id] : [])),
    inputs: inputs.map(used('input')).filter((input) => input.used),
    config: config.map(used('config')).filter((input) => input.used),
    rules: lowered,
    imports: imports.collect(),
  };
}

function lowerRule(workflow: Workflow, rule: KeepRule, root: Scope, lowering: Lowering): ProgramKeepRule {
  const step = allSteps(workflow.body).find(({ id }) => id === rule.step);
  if (step?.do !== 'call') throw new Error(`Step "${rule.step}" is kept and is no call.`);
  const { change, remove } = rule;
  return {
    ...{ step: rule.step, server: step.server, tool: step.tool, extract: step.extract ?? null },
    see: lowerSight(rule, root, lowering),
    fields: Object.entries(rule.fields ?? {}).map(([name, shown]) => [name, lambda(['actual'], shown, root, lowering)]),
    change: change ? callOf(change, change.effect, root, lowering) : null,
    remove: remove ? callOf(remove, remove.effect, root, lowering) : null,
    settleMs: rule.settleMs ?? 0,
  };
}

function lowerSight({ see }: KeepRule, root: Scope, lowering: Lowering): ProgramSight {
  const of = (params: readonly Id[], expr: Expr) => lambda(params, expr, root, lowering);
  switch (see.by) {
    case 'ledger':
      return see;
    case 'get':
      return { by: 'get', get: callOf(see.call, 'read', root, lowering) };
    case 'search': {
      const { as, items, pages, id, key, get } = see;
      return {
        by: 'search',
        read: callOf(see.call, 'read', root, lowering),
        items: of([as], items),
        pages: pages
          ? {
              ...{ param: pages.param, maxPages: pages.maxPages },
              first: pages.first ? lowerExpression(pages.first, root, lowering).value : null,
              next: of([as, pages.cursor], pages.next),
              until: of([as, pages.cursor], pages.until),
            }
          : null,
        id: id ? { made: of(['made'], id.made), actual: of(['actual'], id.actual) } : null,
        key: key ? { wanted: of(['wanted'], key.wanted), actual: of(['actual'], key.actual) } : null,
        get: get ? callOf(get, 'read', root, lowering) : null,
      };
    }
  }
}

const FACTS = ['made', 'wanted', 'actual'] as const;

function callOf(
  { server, tool, args, extract }: CallBody,
  effect: KeepCallLambda['effect'],
  root: Scope,
  lowering: Lowering,
): KeepCallLambda {
  const { scope, names } = withVariables(FACTS, root);
  const members = Object.entries(args).map(
    ([name, expr]) => [name, lowerOptional(expr, scope, lowering).value] as const,
  );
  const read = new Set(Object.values(args).flatMap((expr) => refsOf(expr).map(({ id }) => id)));
  return {
    ...{ server, tool, effect, extract: extract ?? null },
    facts: FACTS.flatMap((fact, at) => (read.has(fact) ? [{ fact, name: names[at] ?? fact }] : [])),
    args: { is: 'object', members, sparse: isSparse(Object.values(args), lowering) } satisfies Value,
  };
}

function lambda(params: readonly Id[], expr: Expr, root: Scope, lowering: Lowering): Lambda {
  const { scope, names } = withVariables(params, root);
  const { value } = lowerExpression(expr, scope, lowering);
  const read = new Set(refsOf(expr).map(({ id }) => id));
  const last = params.findLastIndex((param) => read.has(param));
  return { params: names.slice(0, last + 1), body: value };
}

/** The scope with variables of this name, under names that nothing in sight has. */
function withVariables(
  params: readonly Id[],
  root: Scope,
): { readonly scope: Scope; readonly names: readonly string[] } {
  const names: string[] = [];
  const scope = params.reduce((inner, param) => {
    const name = inner.nameFor(param, `${param}Item`);
    names.push(name);
    return inner.with('var', param, { name, type: UNKNOWN });
  }, root);
  return { scope, names };
}
