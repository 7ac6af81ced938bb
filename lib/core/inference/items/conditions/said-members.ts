import { canonicalJson } from '../../../json/canonical.ts';
import { mapExpr } from '../../../workflow/walk-exprs.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { type MemberPath, pathOf } from '../../values/paths/member-path.ts';
import { pathsNamed, tokensOf } from '../../values/paths/said-path.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import type { Predicate } from './predicate.ts';

/**
 * The conditions with the one first that looks at the member the user named, where the best differs from others only in
 * where in the record a member of its name lies: the region of the lead, and that of the lead of the team. The others
 * are left out then. The same where the user named none of them, or several.
 */
export function asSaid(predicates: readonly Predicate[], prompt: PromptText): readonly Predicate[] {
  const [best, ...others] = predicates;
  if (best === undefined) return predicates;
  const own = shapeOf(best.expr);
  const alike = [{ predicate: best, path: null as MemberPath | null }];
  let place = -1;
  for (const predicate of others) {
    const shape = shapeOf(predicate.expr);
    if (shape.bare !== own.bare) continue;
    const differing = shape.paths.flatMap((path, at) => (isElsewhere(path, own.paths[at]) ? [at] : []));
    const [at, more] = differing;
    if (at === undefined || more !== undefined || (place >= 0 && place !== at)) continue;
    place = at;
    alike.push({ predicate, path: shape.paths[at] ?? null });
  }
  const paths = [own.paths[place], ...alike.slice(1).map(({ path }) => path)].flatMap((path) => path ?? []);
  if (place < 0 || paths.length !== alike.length) return predicates;
  const texts = prompt.turns.map(({ text }) => tokensOf(text));
  const [named, ...more] = pathsNamed(paths, { parameter: [], hole: [], tool: [], given: [], texts });
  const said = named === undefined || more.length > 0 ? undefined : alike[named]?.predicate;
  if (said === undefined) return predicates;
  return [said, ...predicates.filter((one) => !alike.some(({ predicate }) => predicate === one))];
}

/** A condition without the places of its members, and those. */
function shapeOf(expr: Expr): { readonly bare: string; readonly paths: readonly MemberPath[] } {
  const paths: MemberPath[] = [];
  const bare = mapExpr(expr, (inner) => {
    const path = inner.$ === 'get' ? pathOf(inner) : null;
    if (path === null) return inner;
    paths.push(path);
    return { $: 'lit', value: [path.root, path.member] };
  });
  return { bare: canonicalJson(bare), paths };
}

const isElsewhere = (path: MemberPath, other: MemberPath | undefined): boolean =>
  other !== undefined && path.holders.join('\u0000') !== other.holders.join('\u0000');
