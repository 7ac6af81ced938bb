import { canonicalJson } from '../../../json/canonical.ts';
import { jsonEqual } from '../../../json/equal.ts';
import { isJsonObject } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Explanation } from '../../draft/explanation.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { unnamed } from '../../finish/unnamed.ts';
import { sharedWords, wordsOf } from '../../words/words.ts';
import { specificWords } from '../fit-column.ts';
import { isOwnId, isTelling, recordsLedTo } from '../list/looked-up.ts';

/** A point with more rows, or more in sight, is not searched. */
const MOST_ROWS = 300;
const MOST_COLUMNS = 600;
/** A wider point than this says that ids are all over the place. */
const MOST_FOUND = 24;

/**
 * `The room of the squad of its requester`: a point of the program with the records that the ids in sight lead to in
 * other lists, so that their members can lead further. Null where they lead nowhere.
 */
export function throughRecords(target: Target, scope: Scope, context: DraftContext): Scope | null {
  const columns = scope.columns();
  if (scope.rows > MOST_ROWS || columns.length > MOST_COLUMNS) return null;
  const keys = columns.filter((column) => isId(column) && usable(column, target));
  const own = columns.filter((column) => isJsonObject(column.values[0]));
  const lists = columns.filter((column) => isListColumn(column) && usable(column, target));
  const rows = target.values.map((_, row) => row);
  const found = recordsLedTo({ keys, lists, rows, own, isKey }, context);
  return found.length === 0 || found.length > MOST_FOUND ? null : scope.with(...found);
}

const isId = ({ values }: Column): boolean =>
  values.every((value) => typeof value === 'number' || (typeof value === 'string' && value.length < 80));

/** Whether a value may be meant as the id of a list's records: by its name, by how telling it is, or because it differs. */
function isKey(key: Column, path: readonly string[], list: Column): boolean {
  const specific = specificWords(key.words);
  const named = sharedWords(specific, [...wordsOf(path.at(-1) ?? ''), ...list.words, ...list.about]) > 0;
  return isOwnId(path, list) && (named || isTelling(key) || new Set(key.values).size > 1);
}

/** Whether another id leads to a record that holds the same values, so that they do not tell which of them is meant. */
export function leadsElsewhere({ parts }: Explanation, scope: Scope): boolean {
  return parts.some((part) => {
    if (part.kind !== 'column' || isListColumn(part.column)) return false;
    const { expr, values } = part.column;
    const list = listLookedIn(expr);
    if (list === null) return false;
    return scope
      .columns()
      .some(
        (other) =>
          listLookedIn(other.expr) === list &&
          other.values.every((value, row) => jsonEqual(value ?? null, values[row] ?? null)) &&
          canonicalJson(unnamed(other.expr)) !== canonicalJson(unnamed(expr)) &&
          lastKey(other.expr) === lastKey(expr),
      );
  });
}

/** The list in which the record is found that an expression gives a member of, in canonical form. */
function listLookedIn(expr: Expr): string | null {
  if (expr.$ === 'get') return listLookedIn(expr.from);
  return expr.$ === 'over' && expr.op === 'find' ? canonicalJson(expr.in) : null;
}

const lastKey = (expr: Expr): string => (expr.$ === 'get' ? String(expr.path.at(-1)) : '');
