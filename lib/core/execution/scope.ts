import { ExpressionError } from '../functions/expression-error.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { Id } from '../workflow/workflow.ts';

/** What an expression can see. Scopes nest: an inner one sees all of the outer, and hides equal names. */
export interface Scope {
  readonly inputs: JsonObject;
  readonly config: JsonObject;
  readonly now: string;
  readonly timeZone: string;
  /** In a plan, members of made-up values are made-up values. */
  readonly planning: boolean;
  readonly parent: Scope | null;
  readonly steps: Map<Id, Json>;
  readonly vars: ReadonlyMap<Id, Json>;
}

export function rootScope(facts: Pick<Scope, 'inputs' | 'config' | 'now' | 'timeZone' | 'planning'>): Scope {
  return { ...facts, parent: null, steps: new Map(), vars: new Map() };
}

/** A scope inside `parent` with its own steps and these variables. */
export function innerScope(parent: Scope, vars: Readonly<Record<Id, Json>> = {}): Scope {
  return { ...parent, parent, steps: new Map(), vars: new Map(Object.entries(vars)) };
}

export function lookUp(scope: Scope, of: 'input' | 'config' | 'step' | 'var', id: Id): Json {
  if (of === 'input' || of === 'config') {
    const values = of === 'input' ? scope.inputs : scope.config;
    if (Object.hasOwn(values, id)) return values[id] ?? null;
    throw new ExpressionError(`There is no value for ${of === 'input' ? 'input' : 'setting'} "${id}".`);
  }
  for (let at: Scope | null = scope; at; at = at.parent) {
    const values: ReadonlyMap<Id, Json> = of === 'step' ? at.steps : at.vars;
    const value = values.get(id);
    if (value !== undefined) return value;
  }
  throw new ExpressionError(
    of === 'step' ? `Step "${id}" has no value here: it did not run before.` : `There is no variable "${id}" here.`,
  );
}
