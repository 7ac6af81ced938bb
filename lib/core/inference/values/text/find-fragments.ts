import type { Scope } from '../../columns/scope.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { bestGroups } from './best-groups.ts';
import { codeFragments } from './code-fragments.ts';
import { columnFragments } from './column-fragments.ts';
import { commonWords } from './common-words.ts';
import { dateFragments } from './date-fragments.ts';
import { fallbackFragments } from './fallback-fragments.ts';
import { cheapestPerText, type Fragment } from './fragment.ts';
import { joinedSelections } from './joined-selections.ts';
import { loginNames } from './login-names.ts';
import { percentFragments } from './percent-fragments.ts';
import { pickedPieces } from './picked-pieces.ts';
import { reckonedFragments } from './reckoned-fragments.ts';
import { saidFragments } from './said-fragments.ts';

/** Everything known whose text stands in the target in every row, the cheapest way to get each text. */
export function fragmentsIn(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  const known = [
    ...columnFragments(strings, target, scope, context),
    ...saidFragments(strings, context),
    ...fallbackFragments(strings, target, scope, context),
    ...codeFragments(strings, target, scope, context),
    ...percentFragments(strings, target, scope, context),
    ...reckonedFragments(strings, target, scope, context),
    ...commonWords(strings, target, scope, context),
    ...loginNames(strings, target, scope),
    ...dateFragments(strings, context),
    ...bestGroups(strings, target, scope, context),
  ];
  known.push(...joinedSelections(strings, target, scope, context));
  return cheapestPerText([...known, ...pickedPieces(strings, known, target, scope, context)]);
}
