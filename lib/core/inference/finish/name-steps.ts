import { allSteps } from '../../workflow/walk.ts';
import { mapExpr } from '../../workflow/walk-exprs.ts';
import type { Expr, Id, Input, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { singular } from '../words/plural.ts';
import { camelName, wordsOf } from '../words/words.ts';
import { inputName, nameFromPrompt, namesFromUse, spelledNames } from './input-names.ts';
import { eachExpr, renameStep } from './rename-step.ts';
import { stepName } from './step-names.ts';

export interface NamedBody {
  readonly body: readonly Step[];
  readonly inputs: readonly Input[];
  /** Names of inputs by their draft ids. */
  readonly inputNames: ReadonlyMap<Id, Id>;
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
  const counted = new Map<string, number>();
  const claim = (wanted: string): string => {
    let name = wanted === 'item' ? 'entry' : RESERVED.has(wanted) ? `${wanted}Value` : wanted;
    for (let n = counted.get(wanted) ?? 2; taken.has(name); n += 1) {
      name = `${wanted}${n}`;
      counted.set(wanted, n);
    }
    taken.add(name);
    return name;
  };
  const steps = new Map<Id, Id>();
  const variables = new Map<Id, Id>();
  const variable = (id: Id): Id => {
    const known = variables.get(id);
    if (known !== undefined) return known;
    const name = claim(camelName(wordsOf(context.variables.hint(id)).map(singular), 'item'));
    variables.set(id, name);
    return name;
  };
  // What a loop goes through is what its items are called; an input beside it gets a number.
  for (const step of allSteps(body)) if (step.do === 'forEach') variable(step.each);
  const inputs = new Map<Id, Id>();
  const named: Input[] = [];
  const used = namesFromUse(body);
  const spelled = spelledNames(context);
  eachExpr(body, (expr) => {
    if (expr.$ !== 'ref' || expr.of !== 'input' || inputs.has(expr.id)) return;
    const draft = context.inputs.find(expr.id);
    if (draft === undefined) return;
    const best = inputName([
      ...draft.names,
      ...(used.get(expr.id) ?? []),
      ...(draft.names.length === 0 ? nameFromPrompt(draft, context) : []),
      ...draft.weakNames,
    ]);
    const name = claim(spelled.get(best) ?? best);
    inputs.set(expr.id, name);
    named.push({ name, schema: draft.schema, default: draft.value });
  });
  for (const step of allSteps(body)) steps.set(step.id, claim(stepName(step, context)));
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
    inputNames: inputs,
    steps,
    rename,
  };
}
