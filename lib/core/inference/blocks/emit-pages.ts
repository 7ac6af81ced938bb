import type { Expr } from '../../workflow/workflow.ts';
import { getMember } from '../columns/get-member.ts';
import type { DraftContext } from '../draft-context.ts';
import type { PageRule } from '../read/page-rule.ts';

const MAX_PAGES = 1000;

export function pagination(rule: PageRule, context: DraftContext) {
  const page = context.variables.make(['page']);
  const cursor = context.variables.make(['cursor']);
  const pageRef: Expr = { $: 'ref', of: 'var', id: page };
  const cursorRef: Expr = { $: 'ref', of: 'var', id: cursor };
  const at = (path: readonly (string | number)[], nullable: boolean): Expr =>
    path.reduce<Expr>((from, key) => getMember(from, key, nullable), pageRef);
  const items = at(rule.itemsPath, false);
  const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
  const lit = (value: number | boolean): Expr => ({ $: 'lit', value });
  const count = fn('count', items);
  const empty = fn('isEmpty', items);
  const noMore = rule.morePath === undefined ? null : fn('ne', at(rule.morePath, true), lit(true));
  const base = {
    param: rule.param,
    page,
    cursor,
    items,
    maxPages: MAX_PAGES,
    ...(rule.first === undefined || rule.first === null ? {} : { first: { $: 'lit' as const, value: rule.first } }),
  };
  switch (rule.style) {
    case 'cursor': {
      const next = at(rule.nextPath ?? [], true);
      const done = fn('isEmpty', next);
      return { ...base, next, until: noMore === null ? done : fn('or', noMore, done) };
    }
    case 'lastItem': {
      const next = (rule.nextPath ?? []).reduce<Expr>((from, key) => getMember(from, key, true), fn('last', items));
      const short = rule.pageSize === undefined ? empty : fn('lt', count, lit(rule.pageSize));
      return { ...base, next, until: noMore === null ? short : fn('or', noMore, empty) };
    }
    case 'number': {
      const first = typeof rule.first === 'number' ? rule.first : 1;
      const number = fn('coalesce', cursorRef, lit(first));
      const next = fn('add', number, lit(1));
      if (noMore !== null) return { ...base, next, until: noMore };
      if (rule.lastPagePath !== undefined)
        return {
          ...base,
          next,
          until: fn('or', empty, fn('ge', first === 0 ? next : number, at(rule.lastPagePath, true))),
        };
      const short = rule.pageSize === undefined ? empty : fn('lt', count, lit(rule.pageSize));
      if (rule.totalPath === undefined) return { ...base, next, until: short };
      // A page that is not the last one is full, so its own count is the size of a page.
      const size = rule.pageSize === undefined ? count : lit(rule.pageSize);
      const read = fn('mul', first === 0 ? next : number, size);
      return { ...base, next, until: fn('or', empty, fn('ge', read, at(rule.totalPath, true))) };
    }
    case 'offset': {
      const next = fn('add', fn('coalesce', cursorRef, lit(typeof rule.first === 'number' ? rule.first : 0)), count);
      const short = rule.pageSize === undefined ? empty : fn('lt', count, lit(rule.pageSize));
      const total = rule.totalPath === undefined ? null : fn('ge', next, at(rule.totalPath, true));
      return { ...base, next, until: noMore ?? (total === null ? short : fn('or', empty, total)) };
    }
  }
}
