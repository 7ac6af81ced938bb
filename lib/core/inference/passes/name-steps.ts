import { allSteps, mapExpr } from '../../workflow/walk.ts';
import type { Expr, Id, Input, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { bestName } from '../input-book.ts';
import { camelName, nounsOf, singular, wordsOf } from '../words.ts';
import { plural } from './find-loops.ts';

export interface NamedBody {
  readonly body: readonly Step[];
  readonly inputs: readonly Input[];
  readonly steps: ReadonlyMap<Id, Id>;
  /** Puts the names into an expression that stands outside the steps. */
  readonly rename: (expr: Expr) => Expr;
}

const RESERVED = new Set(
  'break case catch class const continue default delete do else export extends false finally for function if import in instanceof let new null return super switch this throw true try typeof var void while with yield await async of static enum item inputs config run args step steps'.split(
    ' ',
  ),
);

/** Replaces draft ids by names that people would choose: `pulls`, `pull`, `createIssue`, `owner`. All are different. */
export function nameSteps(body: readonly Step[], context: DraftContext): NamedBody {
  const taken = new Set<string>();
  const claim = (wanted: string): string => {
    let name = RESERVED.has(wanted) ? `${wanted}Value` : wanted;
    for (let n = 2; taken.has(name); n += 1) name = `${wanted}${n}`;
    taken.add(name);
    return name;
  };
  const inputs = new Map<Id, Id>();
  const named: Input[] = [];
  const used = namesFromUse(body);
  eachExpr(body, (expr) => {
    if (expr.$ !== 'ref' || expr.of !== 'input' || inputs.has(expr.id)) return;
    const draft = context.inputs.find(expr.id);
    if (draft === undefined) return;
    const name = claim(inputName([...draft.names, ...(used.get(expr.id) ?? []), ...draft.weakNames]));
    inputs.set(expr.id, name);
    named.push({ name, schema: draft.schema, default: draft.value });
  });
  const steps = new Map<Id, Id>();
  const variables = new Map<Id, Id>();
  for (const step of allSteps(body)) steps.set(step.id, claim(stepName(step, context)));
  const variable = (id: Id): Id => {
    const known = variables.get(id);
    if (known !== undefined) return known;
    const name = claim(camelName(wordsOf(context.variables.hint(id)).map(singular), 'item'));
    variables.set(id, name);
    return name;
  };
  const rename = (expr: Expr): Expr =>
    mapExpr(expr, (inner) => {
      if (inner.$ === 'ref') {
        const id =
          inner.of === 'input'
            ? inputs.get(inner.id)
            : inner.of === 'step'
              ? steps.get(inner.id)
              : inner.of === 'var'
                ? variable(inner.id)
                : undefined;
        return id === undefined ? inner : { ...inner, id };
      }
      if (inner.$ === 'over' || inner.$ === 'sort') return { ...inner, as: variable(inner.as) };
      return inner;
    });
  return {
    body: body.map((step) => renameStep(step, rename, (id) => steps.get(id) ?? id, variable)),
    inputs: named,
    steps,
    rename,
  };
}

/** Names that conditions suggest for what they compare with: `contains(title, …)` a phrase, `gt(total, …)` a limit. */
function namesFromUse(body: readonly Step[]): Map<Id, string[]> {
  const found = new Map<Id, string[]>();
  const add = (id: Id, words: readonly string[]): void => {
    found.set(id, [...(found.get(id) ?? []), camelName(words, 'value')]);
  };
  eachExpr(body, (expr) => {
    if (expr.$ === 'sort' && expr.take?.$ === 'ref') add(expr.take.id, ['limit']);
    if (expr.$ !== 'fn') return;
    const inputs = expr.args.filter((arg) => arg.$ === 'ref' && arg.of === 'input');
    const member = expr.args.flatMap((arg) => lastMember(arg))[0];
    for (const input of inputs) {
      if (input.$ !== 'ref') continue;
      if (expr.name === 'contains' || expr.name === 'containsExact') add(input.id, ['phrase']);
      else if (expr.name === 'slice') add(input.id, ['limit']);
      else if (expr.name === 'gt' || expr.name === 'ge') add(input.id, ['min', ...(member ?? [])]);
      else if (expr.name === 'lt' || expr.name === 'le') add(input.id, ['max', ...(member ?? [])]);
      else if (expr.name === 'dateAdd') {
        const unit = expr.args[2];
        if (unit?.$ === 'lit') add(input.id, [`${String(unit.value)}s`]);
      } else if (expr.name === 'sub') add(input.id, ['days']);
      else if ((expr.name === 'eq' || expr.name === 'ne') && member !== undefined) add(input.id, member);
    }
  });
  return found;
}

function lastMember(expr: Expr): string[][] {
  if (expr.$ === 'fn') return expr.args.flatMap((arg) => lastMember(arg));
  if (expr.$ !== 'get') return [];
  const names = expr.path.filter((key) => typeof key === 'string');
  const last = String(names.at(-1) ?? '');
  const words = /^(name|id|key|value)$/.test(last) && names.length > 1 ? String(names.at(-2)) : last;
  return words === 'name' || words === '' ? [] : [wordsOf(words)];
}

function inputName(names: readonly string[]): string {
  return bestName(
    names.filter((name) => name !== 'value').length > 0 ? names.filter((name) => name !== 'value') : names,
  );
}

function stepName(step: Step, context: DraftContext): string {
  switch (step.do) {
    case 'call':
    case 'paginate':
    case 'poll': {
      const tool = step.do === 'call' ? step.tool : step.call.tool;
      const words = tool
        .split(/[^A-Za-z0-9]+/)
        .flatMap((part) => part.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' '));
      if (step.do === 'call' && step.effect !== 'read') return camelName(words, 'write');
      const nouns = nounsOf(tool);
      if (nouns.length === 0) return camelName(words, 'read');
      const many = step.do === 'paginate' || /s$/i.test(tool) || /list|search|query/i.test(words[0] ?? '');
      const last = nouns.at(-1) ?? 'item';
      return camelName([...nouns.slice(0, -1), many ? plural(last) : last], 'read');
    }
    case 'llm':
      return context.judgements.find((judgement) => judgement.id === step.id)?.name ?? 'judgement';
    case 'forEach':
      return camelName(['each', context.variables.hint(step.each)], 'each');
    case 'if':
      return camelName(['when', ...innerName(step.then)], 'when');
    case 'try':
      return camelName(['known', ...innerName(step.body)], 'known');
    default:
      return camelName([step.do], 'step');
  }
}

function innerName(body: readonly Step[]): string[] {
  const call = body.find((step) => step.do === 'call');
  return call?.do === 'call' ? nounsOf(call.tool).slice(-1) : [];
}

function eachExpr(body: readonly Step[], visit: (expr: Expr) => void): void {
  for (const step of body) {
    renameStep(
      step,
      (expr) => {
        mapExpr(expr, (inner) => {
          visit(inner);
          return inner;
        });
        return expr;
      },
      (id) => id,
      (id) => id,
    );
  }
}

function renameStep(step: Step, expr: (expr: Expr) => Expr, id: (id: Id) => Id, variable: (id: Id) => Id): Step {
  const base = { ...step, id: id(step.id) };
  const args = (record: Readonly<Record<string, Expr>>): Record<string, Expr> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, expr(value)]));
  const inner = (body: readonly Step[]): readonly Step[] => body.map((child) => renameStep(child, expr, id, variable));
  const maybe = <K extends string>(name: K, value: Expr | undefined): { [P in K]?: Expr } =>
    value === undefined ? {} : ({ [name]: expr(value) } as { [P in K]?: Expr });
  switch (base.do) {
    case 'call':
      return { ...base, args: args(base.args), ...maybe('key', base.key) };
    case 'let':
      return { ...base, value: expr(base.value) };
    case 'forEach':
      return {
        ...base,
        // The loop's own variable gets the plain name, those of its conditions the numbered ones.
        each: variable(base.each),
        in: expr(base.in),
        body: inner(base.body),
        ...maybe('yield', base.yield),
      };
    case 'paginate':
      return {
        ...base,
        call: { ...base.call, args: args(base.call.args) },
        page: variable(base.page),
        cursor: variable(base.cursor),
        items: expr(base.items),
        next: expr(base.next),
        until: expr(base.until),
        ...maybe('first', base.first),
      };
    case 'poll':
      return {
        ...base,
        call: { ...base.call, args: args(base.call.args) },
        as: variable(base.as),
        until: expr(base.until),
      };
    case 'if':
      return {
        ...base,
        cond: expr(base.cond),
        then: inner(base.then),
        else: base.else === 'undemonstrated' ? base.else : inner(base.else),
        ...maybe('thenValue', base.thenValue),
        ...maybe('elseValue', base.elseValue),
      };
    case 'try':
      return {
        ...base,
        body: inner(base.body),
        else: inner(base.else),
        ...maybe('value', base.value),
        ...maybe('elseValue', base.elseValue),
      };
    case 'llm':
      return {
        ...base,
        input: args(base.input),
        ...(base.checks === undefined ? {} : { checks: base.checks.map(expr) }),
      };
    case 'approve':
      return { ...base, show: expr(base.show), ...maybe('when', base.when) };
    case 'assert':
      return { ...base, cond: expr(base.cond) };
  }
}
