import type { JsonPath } from '../../json/json.ts';
import type { Expr, Id, PaginateStep } from '../workflow.ts';

/** Where a page holds its items, the cursor of the next page, and the flag that says that more follows. */
export interface PagePaths {
  readonly items: JsonPath;
  readonly next: JsonPath | null;
  readonly more: JsonPath | null;
}

/** Null where the items are no plain member of a page. */
export function pagePaths(step: PaginateStep): PagePaths | null {
  const items = pathIn(step.items, step.page);
  return items === null ? null : { items, next: pathIn(step.next, step.page), more: flagIn(step.until, step.page) };
}

function pathIn(expr: Expr, page: Id): JsonPath | null {
  if (expr.$ === 'ref') return expr.of === 'var' && expr.id === page ? [] : null;
  if (expr.$ !== 'get') return null;
  const from = pathIn(expr.from, page);
  return from === null ? null : [...from, ...expr.path];
}

/** The member that is compared with true: `ne(page.has_more, true)`. */
function flagIn(until: Expr, page: Id): JsonPath | null {
  if (until.$ !== 'fn') return null;
  const [left, right] = until.args;
  if (until.name === 'ne' && left !== undefined && right?.$ === 'lit' && right.value === true)
    return pathIn(left, page);
  for (const arg of until.args) {
    const found = flagIn(arg, page);
    if (found !== null) return found;
  }
  return null;
}
