import { isJsonObject } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Scope } from '../columns/scope.ts';
import { type Explanation, merge } from '../draft/explanation.ts';
import type { Target } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import { saidSources } from '../words/said-source.ts';
import { wordsOf } from '../words/words.ts';
import { constantItem } from './constant-item.ts';
import { explainValue } from './explain-value.ts';

export function explainObject(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const objects = target.values.map((value) => (isJsonObject(value) ? value : {}));
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const properties = isJsonObject(target.schema?.properties) ? target.schema.properties : {};
  const fields: Record<string, Expr> = {};
  const parts: Explanation[] = [];
  for (const key of keys) {
    if (!objects.every((object) => Object.hasOwn(object, key))) return null;
    const schema = isJsonObject(properties[key]) ? properties[key] : undefined;
    const { schema: _schema, ...rest } = target;
    const values = objects.map((object) => object[key] ?? null);
    const field =
      explainValue(
        {
          ...rest,
          ...(schema === undefined ? {} : { schema }),
          values,
          words: wordsOf(key),
          said: saidSources(wordsOf(key), context.prompt),
          about: [target.about, key],
        },
        scope,
        context,
      ) ?? constantItem(values);
    if (field === null) return null;
    fields[key] = field.expr;
    parts.push(field);
  }
  return merge({ $: 'obj', fields }, parts, 'object');
}
