import type { Json, JsonPath } from '../../json/json.ts';

/** How a tool's list is read page by page. */
export interface PageRule {
  readonly param: string;
  /** Value of `param` in the first call where the recording gave one. */
  readonly first?: Json;
  readonly style: 'cursor' | 'lastItem' | 'number' | 'offset';
  /** Path of the next cursor in a page (style `cursor`), or of the member in the last item (style `lastItem`). */
  readonly nextPath?: JsonPath;
  /** Path of a flag that says that more follows, or of the total number of items. */
  readonly morePath?: JsonPath;
  readonly totalPath?: JsonPath;
  /** Path of the number of the last page. */
  readonly lastPagePath?: JsonPath;
  /** Items of a full page, where a short page is the only sign of the end. */
  readonly pageSize?: number;
  /** Path of the list in a page. */
  readonly itemsPath: JsonPath;
}

/** The list at `path`; empty where there is none. */
export function listAt(data: Json, path: JsonPath): readonly Json[] {
  let value: Json | undefined = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
    value = (value as Record<string | number, Json>)[key];
  }
  return Array.isArray(value) ? value : [];
}
