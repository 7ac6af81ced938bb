import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import { constant, type Explanation } from '../draft/explanation.ts';
import { briefJson } from '../words/brief-json.ts';

export function constantItem(values: readonly Json[]): Explanation | null {
  const [first] = values;
  return first !== undefined && values.every((value) => jsonEqual(value, first))
    ? constant(first, `always ${briefJson(first)}`, 4)
    : null;
}
