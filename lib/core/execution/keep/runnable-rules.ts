import { truth } from '../../functions/logic.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { isJsonArray } from '../../json/json.ts';
import type { KeepRead, KeepRequest, RunnableRule, RunnableSight } from '../../keep/runnable-rule.ts';
import type { KeepRule, KeepSearch, KeepWrite } from '../../workflow/keep.ts';
import { allSteps } from '../../workflow/walk.ts';
import type { CallBody, Expr, Id, Workflow } from '../../workflow/workflow.ts';
import { evaluate, evaluateOptional } from '../evaluate-expression.ts';
import { innerScope, type Scope } from '../scope.ts';

type Values = Readonly<Record<Id, Json>>;

/**
 * The rules of a workflow as functions.
 * @param scope inputs, settings and the time of the pass
 */
export function runnableRules(workflow: Workflow, scope: Scope): readonly RunnableRule[] {
  const steps = allSteps(workflow.body);
  const value = (expr: Expr, values: Values = {}): Json => evaluate(expr, innerScope(scope, values));
  const read = ({ server, tool, args, extract }: CallBody, values: Values = {}): KeepRead => ({
    ...{ server, tool, args: argsOf(args, values) },
    ...(extract ? { extract } : {}),
  });
  const request = ({ server, tool, args, effect }: KeepWrite, values: Values): KeepRequest => ({
    ...{ server, tool, effect, args: argsOf(args, values) },
  });
  const argsOf = (args: CallBody['args'], values: Values): JsonObject =>
    Object.fromEntries(
      Object.entries(args).flatMap(([name, expr]) => {
        const given = evaluateOptional(expr, innerScope(scope, values));
        return given === undefined ? [] : [[name, given]];
      }),
    );

  const search = (see: KeepSearch): RunnableSight => {
    const { as, items, pages, id, key, get } = see;
    return {
      by: 'search',
      read: read(see.call),
      items: (data) => {
        const list = value(items, { [as]: data });
        if (!isJsonArray(list)) throw new Error(`${see.call.tool} does not answer with a list of items.`);
        return list;
      },
      ...(pages
        ? {
            pages: {
              ...{ param: pages.param, maxPages: pages.maxPages },
              ...(pages.first ? { first: value(pages.first) } : {}),
              next: (data: Json, cursor: Json) => value(pages.next, { [as]: data, [pages.cursor]: cursor }),
              until: (data: Json, cursor: Json) => truth(value(pages.until, { [as]: data, [pages.cursor]: cursor })),
            },
          }
        : {}),
      ...(id
        ? {
            id: {
              made: (made: Json) => value(id.made, { made }),
              actual: (actual: Json) => value(id.actual, { actual }),
            },
          }
        : {}),
      ...(key
        ? {
            key: {
              wanted: (wanted: JsonObject) => value(key.wanted, { wanted }),
              actual: (actual: Json) => value(key.actual, { actual }),
            },
          }
        : {}),
      ...(get ? { get: (facts: Values) => read(get, facts) } : {}),
    };
  };
  const sight = ({ see }: KeepRule): RunnableSight => {
    switch (see.by) {
      case 'search':
        return search(see);
      case 'get':
        return { by: 'get', get: (facts) => read(see.call, facts) };
      case 'ledger':
        return see;
    }
  };

  return (workflow.keep?.rules ?? []).flatMap((rule): RunnableRule[] => {
    const step = steps.find(({ id }) => id === rule.step);
    if (step?.do !== 'call') return [];
    const { change, remove } = rule;
    return [
      {
        ...{ step: rule.step, server: step.server, tool: step.tool },
        ...(step.extract ? { extract: step.extract } : {}),
        see: sight(rule),
        fields: Object.fromEntries(
          Object.entries(rule.fields ?? {}).map(([name, shown]) => [name, (actual: Json) => value(shown, { actual })]),
        ),
        ...(change ? { change: (facts) => request(change, facts) } : {}),
        ...(remove ? { remove: (facts) => request(remove, facts) } : {}),
        settleMs: rule.settleMs ?? 0,
      },
    ];
  });
}
