import { changeAt } from '../../json/change-at.ts';
import type { Json } from '../../json/json.ts';
import type { PaginateStep } from '../workflow.ts';
import { pagePaths } from './page-paths.ts';

/** A page like the given one, with nothing on it and nothing after it. */
export function emptyPage(step: PaginateStep, page: Json): Json | undefined {
  const paths = pagePaths(step);
  if (paths === null) return undefined;
  const emptied = changeAt(page, paths.items, () => []);
  const last = paths.next === null ? emptied : changeAt(emptied, paths.next, () => null);
  return paths.more === null ? last : changeAt(last, paths.more, () => false);
}
