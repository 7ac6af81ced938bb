import { canonicalJson } from '../../../json/canonical.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { nullable } from '../../items/conditions/nullable.ts';
import { wordsOf } from '../../words/words.ts';

/** Where a member lies in what was shown: `email` of `lead` of `team` of a service. */
export interface MemberPath {
  /** The record that the path starts from, and what is made of the member: equal for members that can be compared. */
  readonly root: string;
  /** The member itself as it is named. */
  readonly member: string;
  /** Names of what holds it, the nearest first; none for a member of the record itself. */
  readonly holders: readonly string[];
  /** What the record itself is called. */
  readonly about: readonly string[];
  /** The record that holds the member, and all that hold that one, outermost first. */
  readonly around: readonly Expr[];
}

/** Holders that name nothing: what they hold is said of what is around them. */
const WRAPPER =
  /^_?(data|result|item|record|payload|attributes?|properties|fields?|details?|meta|metadata|info|embedded|node|object|entity|content|body|value)s?$/i;

export const isWrapper = (name: string): boolean => WRAPPER.test(name);

/** Null for what is no member of a record: a figure, something picked out of a list, an input. */
export function memberPath({ expr, origin, words, about }: Column): MemberPath | null {
  const path = origin === 'input' ? null : pathOf(expr);
  if (path === null) return null;
  const below = [path.member, ...path.holders].flatMap(wordsOf).length;
  return { ...path, about: [...new Set([...words, ...about].slice(below))] };
}

/** As `memberPath`, of an expression alone: an item is called as its variable is. */
export function pathOf(expr: Expr): MemberPath | null {
  const found = read(expr);
  if (found === null || found.steps.length === 0) return null;
  const { root, steps, made } = found;
  const names = steps.map(({ key }) => key);
  return {
    root: canonicalJson([made, root]),
    member: names.at(-1) ?? '',
    holders: names.slice(0, -1).reverse(),
    about: root.$ === 'ref' ? wordsOf(root.id).filter((word) => !/^\d+$/.test(word)) : [],
    around: [root, ...steps.slice(0, -1).map(({ expr }) => expr)].map(nullable),
  };
}

interface Reading {
  readonly root: Expr;
  readonly steps: readonly { readonly key: string; readonly expr: Expr }[];
  /** What is made of the member, without it. */
  readonly made: readonly Expr[];
}

/** A member below the record at the root, also of the only item of a list, and changed by fixed means. */
function read(expr: Expr): Reading | null {
  switch (expr.$) {
    case 'ref':
      return { root: expr, steps: [], made: [] };
    case 'get': {
      const from = read(expr.from);
      if (from === null || from.made.length > 0 || expr.path.some((key) => typeof key !== 'string')) return null;
      const steps = expr.path.map((key, at) => ({
        key: String(key),
        expr: { ...expr, path: expr.path.slice(0, at + 1) },
      }));
      return { ...from, steps: [...from.steps, ...steps] };
    }
    case 'over':
      return expr.op === 'only' ? read(expr.in) : { root: expr, steps: [], made: [] };
    case 'fn': {
      const [of, ...means] = expr.args;
      if (of === undefined || means.some(({ $ }) => $ !== 'lit')) return null;
      const from = read(of);
      if (from === null) return null;
      return { ...from, made: [...from.made, { ...expr, args: [{ $: 'lit', value: null }, ...means] }] };
    }
    default:
      return null;
  }
}
