import type { Json } from '../../../json/json.ts';
import type { Scope } from '../../columns/scope.ts';
import { constant, type Explanation } from '../../draft/explanation.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { columnCandidates } from '../rank-columns.ts';
import { suspicionOf } from '../text/literal-prices.ts';
import { heldWords } from '../text/telling-words.ts';

/** A value that never changed and that nothing explains: kept where it looks like a setting, else asked. */
export function unexplainedConstant(
  value: Json,
  target: Target,
  { name, scope }: { readonly name: string; readonly scope: Scope },
  context: DraftContext,
): Explanation {
  const fixed: Explanation = {
    ...constant(value, `always ${JSON.stringify(value).slice(0, 60)}`, 6),
    status: 'assumed',
  };
  if (
    target.effect === 'read' ||
    !(looksLikeData(value, name, target, context) || holdsWord(value, target, scope, context))
  )
    return fixed;
  // A small number stands in many places by chance: one that holds it is offered, and taken until answered.
  const [held] = columnCandidates(target, scope, context).sort((a, b) => a.cost - b.cost);
  const answer = context.questions.ask({
    kind: 'constant',
    about: target.about,
    text: `${name} was ${JSON.stringify(value).slice(0, 80)} in the recording, and ${held === undefined ? 'nothing recorded or said explains it' : `only ${held.label} held that, under another name`}. What should it be?`,
    row: value,
    options: [
      ...(held === undefined ? [] : [{ id: 'held', label: held.label }]),
      { id: 'input', label: 'An input of the workflow, with this value unless given' },
      { id: 'fixed', label: 'Always this value' },
      SOMETHING_ELSE,
    ],
    default: held === undefined ? 'input' : 'held',
    weight: target.effect === 'destroy' ? 8 : 3,
  });
  if (answer.option === 'held' && held !== undefined)
    return {
      ...fixed,
      expr: held.expr,
      origin: held.origin,
      label: held.label,
      parts: [{ kind: 'column', column: held }],
      units: held.units,
      doubts: [answer.id],
      status: answer.answered ? 'asked' : 'assumed',
    };
  if (answer.option !== 'input')
    return { ...fixed, doubts: [answer.id], status: answer.answered ? 'asked' : 'assumed' };
  return {
    ...fixed,
    expr: context.inputs.refer({ value, spans: [], name: target.words }),
    origin: 'input',
    doubts: [answer.id],
    status: answer.answered ? 'asked' : 'assumed',
  };
}

/** Whether a word of it is something that was read, and no word of the user's: `thanks kaja`. */
const holdsWord = (value: Json, target: Target, scope: Scope, context: DraftContext): boolean =>
  typeof value === 'string' && heldWords(value, target, scope, context).length > 0;

/** Ids, numbers that are no setting, names: what another run would have otherwise. */
function looksLikeData(value: Json, name: string, target: Target, context: DraftContext): boolean {
  if (
    Array.isArray(target.schema?.enum) ||
    /limit|size|max|page|priority|count|depth|timeout|color|format|sort|order$/i.test(name)
  )
    return false;
  if (typeof value === 'number')
    return (
      !context.prompt.numbers().some((number) => number.value === value) &&
      (value >= 10 || /id$|number$|key$/i.test(name))
    );
  if (typeof value === 'string') return suspicionOf(value, context) >= 6;
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([key, member]) => looksLikeData(member, key, { ...target, schema: {} }, context))
  );
}
