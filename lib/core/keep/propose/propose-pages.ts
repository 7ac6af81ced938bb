import type { ToolSpec } from '../../tool/tool-spec.ts';
import type { KeepPages } from '../../workflow/keep.ts';
import type { Expr, Id } from '../../workflow/workflow.ts';
import type { ListShape } from './item-shape.ts';
import { propertiesOf } from './related-tools.ts';

const SIZES = ['per_page', 'perPage', 'page_size', 'pageSize', 'limit', 'max_results', 'maxResults', 'first'];
const NUMBERS = ['page', 'page_number', 'pageNumber'];
const CURSORS = ['cursor', 'after', 'page_token', 'pageToken', 'next_page_token', 'nextPageToken', 'start_cursor'];
const MORE = ['has_more', 'hasMore', 'has_next', 'hasNext', 'has_next_page', 'hasNextPage'];
const NEXT = ['next_cursor', 'nextCursor', 'next_page_token', 'nextPageToken', 'next', 'end_cursor', 'endCursor'];

/** Pages are asked for as large as the schema allows, so that few are needed; 100 where it names no limit. */
export function pageSize(tool: ToolSpec): Readonly<Record<string, Expr>> {
  const properties = propertiesOf(tool.inputSchema);
  const name = SIZES.find((known) => Object.hasOwn(properties, known));
  if (name === undefined) return {};
  const { maximum } = properties[name] ?? {};
  const value = typeof maximum === 'number' && Number.isSafeInteger(maximum) ? Math.min(1000, maximum) : 100;
  return { [name]: { $: 'lit', value } };
}

/** How the list is read to its end; undefined where its tool has no pages that we know how to turn. */
export function proposePages(tool: ToolSpec, shape: ListShape, as: Id): KeepPages | undefined {
  const names = Object.keys(propertiesOf(tool.inputSchema));
  const data: Expr = { $: 'ref', of: 'var', id: as };
  const member = (name: string): Expr => ({ $: 'get', from: data, path: [name], missing: 'null' });
  const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
  const lit = (value: number | boolean): Expr => ({ $: 'lit', value });
  const cursor: Expr = { $: 'ref', of: 'var', id: 'cursor' };

  const token = CURSORS.find((name) => names.includes(name));
  const next = NEXT.find((name) => shape.beside.has(name));
  if (token !== undefined && next !== undefined) {
    const until = fn('isEmpty', member(next));
    return { param: token, cursor: 'cursor', next: member(next), until, maxPages: 1000 };
  }
  const number = NUMBERS.find((name) => names.includes(name));
  if (number === undefined) return undefined;
  const more = MORE.find((name) => shape.beside.has(name));
  const items: Expr = { $: 'get', from: data, path: shape.items };
  return {
    param: number,
    cursor: 'cursor',
    next: fn('add', fn('coalesce', cursor, lit(1)), lit(1)),
    // Without a flag, the first page with nothing on it comes after the last.
    until: more === undefined ? fn('isEmpty', items) : fn('ne', member(more), lit(true)),
    maxPages: 1000,
  };
}
