import type { EffectClass } from '../tool/effect-class.ts';
import { mapMembers } from './walk-exprs.ts';
import type { CallBody, Expr, Id } from './workflow.ts';

/**
 * "For each of these there shall be one of those", kept so: what the workflow writes is the desired state, and passes
 * compare it with what is really there, make what is missing, and bring back what was changed.
 *
 * Expressions of a rule see inputs and settings, and these variables: `made`, the data of the result that created the
 * item, as the ledger remembers it · `wanted`, the arguments of the creating call · `actual`, the item as it is now.
 */
export interface Keep {
  /** Pause between the starts of two passes, in milliseconds; five minutes where absent. */
  readonly everyMs?: number;
  readonly rules: readonly KeepRule[];
}

export const KEEP_EVERY_MS = 300_000;

/** How one creating step is kept. */
export interface KeepRule {
  /** The step that creates the items: a call that writes. */
  readonly step: Id;
  readonly see: KeepSight;
  /** Arguments that are kept, each with where `actual` shows it. */
  readonly fields?: Readonly<Record<string, Expr>>;
  /** The call that brings fields back; sees `made`, `wanted` and `actual`. Without it differences are only shown. */
  readonly change?: KeepWrite;
  /** The call that removes an item that is no longer wanted; sees `wanted` and `actual`. Only where the user said so. */
  readonly remove?: KeepWrite;
  /** What was done less than this many milliseconds ago may not be seen yet, and is not missing. */
  readonly settleMs?: number;
}

export interface KeepWrite extends CallBody {
  readonly effect: Exclude<EffectClass, 'read'>;
}

/**
 * How the actual state is seen.
 * - `search`: one read a pass gives all items. `id` tells which item is the one that was made; `key` finds an item that
 *   the ledger does not know. `get` asks for a single item that the search does not show, before it counts as missing.
 * - `get`: each item is asked for by what the ledger remembers of it.
 * - `ledger`: nothing can be seen; what the ledger says counts.
 */
export type KeepSight = KeepSearch | { readonly by: 'get'; readonly call: CallBody } | { readonly by: 'ledger' };

export interface KeepSearch {
  readonly by: 'search';
  readonly call: CallBody;
  /** Variable of the answer's data, for `items` and `pages`. */
  readonly as: Id;
  readonly items: Expr;
  readonly pages?: KeepPages;
  readonly id?: { readonly made: Expr; readonly actual: Expr };
  readonly key?: { readonly wanted: Expr; readonly actual: Expr };
  readonly get?: CallBody;
}

/** As a `paginate` step reads on; see `PaginateStep`. */
export interface KeepPages {
  readonly param: string;
  readonly cursor: Id;
  readonly first?: Expr;
  readonly next: Expr;
  readonly until: Expr;
  readonly maxPages: number;
}

/** A call that a rule makes, and its place in the rule. */
export interface KeepCall {
  readonly rule: KeepRule;
  readonly body: CallBody;
  readonly effect: EffectClass;
  readonly slot: readonly string[];
  /** Arguments that it gets besides those of the body. */
  readonly given: readonly string[];
}

/** Every call that keeping makes, in reading order. */
export function keepCalls(keep: Keep): readonly KeepCall[] {
  return keep.rules.flatMap((rule): KeepCall[] => {
    const { see } = rule;
    const read = (body: CallBody | undefined, slot: readonly string[], given: readonly string[] = []): KeepCall[] =>
      body ? [{ rule, body, effect: 'read', slot, given }] : [];
    const write = (body: KeepWrite | undefined, slot: readonly string[]): KeepCall[] =>
      body ? [{ rule, body, effect: body.effect, slot, given: [] }] : [];
    return [
      ...(see.by === 'ledger'
        ? []
        : read(see.call, ['see', 'call'], see.by === 'search' && see.pages ? [see.pages.param] : [])),
      ...(see.by === 'search' ? read(see.get, ['see', 'get']) : []),
      ...write(rule.change, ['change']),
      ...write(rule.remove, ['remove']),
    ];
  });
}

/** An expression of a rule and the variables that it sees. */
export interface KeepExpr {
  readonly rule: KeepRule;
  readonly expr: Expr;
  readonly slot: readonly string[];
  readonly sees: readonly Id[];
}

/** Every expression of a rule, in reading order. */
export function keepExprs(rule: KeepRule): readonly KeepExpr[] {
  const { see } = rule;
  const one = (expr: Expr | undefined, slot: readonly string[], sees: readonly Id[]): KeepExpr[] =>
    expr ? [{ rule, expr, slot, sees }] : [];
  const args = (body: CallBody | undefined, slot: readonly string[], sees: readonly Id[]): KeepExpr[] =>
    Object.entries(body?.args ?? {}).map(([name, expr]) => ({ rule, expr, slot: [...slot, 'args', name], sees }));
  const search = see.by === 'search' ? see : undefined;
  const paging = search?.pages ? [search.as, search.pages.cursor] : [];
  return [
    ...(see.by === 'ledger' ? [] : args(see.call, ['see', 'call'], see.by === 'get' ? ['made', 'wanted'] : [])),
    ...(search ? one(search.items, ['see', 'items'], [search.as]) : []),
    ...one(search?.pages?.first, ['see', 'pages', 'first'], []),
    ...one(search?.pages?.next, ['see', 'pages', 'next'], paging),
    ...one(search?.pages?.until, ['see', 'pages', 'until'], paging),
    ...one(search?.id?.made, ['see', 'id', 'made'], ['made']),
    ...one(search?.id?.actual, ['see', 'id', 'actual'], ['actual']),
    ...one(search?.key?.wanted, ['see', 'key', 'wanted'], ['wanted']),
    ...one(search?.key?.actual, ['see', 'key', 'actual'], ['actual']),
    ...args(search?.get, ['see', 'get'], ['made', 'wanted']),
    ...Object.entries(rule.fields ?? {}).flatMap(([name, expr]) => one(expr, ['fields', name], ['actual'])),
    ...args(rule.change, ['change'], ['made', 'wanted', 'actual']),
    ...args(rule.remove, ['remove'], ['wanted', 'actual']),
  ];
}

/** The rules with every expression replaced by `change(expr)`. */
export function mapKeepExprs(keep: Keep, change: (expr: Expr) => Expr): Keep {
  const call = <Body extends CallBody>(body: Body): Body => ({ ...body, args: mapMembers(body.args, change) });
  const both = <Pair extends Readonly<Record<string, Expr>>>(pair: Pair) => mapMembers(pair, change) as Pair;
  const sight = (see: KeepSight): KeepSight => {
    if (see.by === 'ledger') return see;
    if (see.by === 'get') return { ...see, call: call(see.call) };
    const { pages, id, key, get } = see;
    return {
      ...see,
      call: call(see.call),
      items: change(see.items),
      ...(pages
        ? {
            pages: {
              ...pages,
              ...(pages.first ? { first: change(pages.first) } : {}),
              next: change(pages.next),
              until: change(pages.until),
            },
          }
        : {}),
      ...(id ? { id: both(id) } : {}),
      ...(key ? { key: both(key) } : {}),
      ...(get ? { get: call(get) } : {}),
    };
  };
  return {
    ...keep,
    rules: keep.rules.map((rule) => ({
      ...rule,
      see: sight(rule.see),
      ...(rule.fields ? { fields: mapMembers(rule.fields, change) } : {}),
      ...(rule.change ? { change: call(rule.change) } : {}),
      ...(rule.remove ? { remove: call(rule.remove) } : {}),
    })),
  };
}
