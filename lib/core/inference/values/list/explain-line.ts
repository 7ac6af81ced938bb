import type { Json } from '../../../json/json.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Explanation } from '../../draft/explanation.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import { type Target, weightOf } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { explainText } from '../text/explain-text.ts';
import { suspicionOf } from '../text/literal-prices.ts';
import { heldWords } from '../text/telling-words.ts';

export function explainLine(
  values: readonly Json[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Explanation | null {
  const line: Target = { ...target, values, about: [target.about, 'line'] };
  const [first] = values;
  if (first === '' && values.every((value) => value === ''))
    return {
      expr: { $: 'lit', value: '' },
      cost: 0,
      origin: 'constant',
      status: 'proved',
      label: 'empty line',
      parts: [],
      units: [],
      doubts: [],
      alternatives: [],
    };
  const explained = explainText(line, scope, context);
  if (
    explained === null ||
    explained.origin !== 'constant' ||
    values.length > 1 ||
    typeof first !== 'string' ||
    (suspicionOf(first, context) < 6 && heldWords(first, line, scope, context).length === 0)
  )
    return explained;
  const answer = context.questions.ask({
    kind: 'line',
    about: [target.about, first.replace(/\d+/g, '#')],
    text: `The line ${JSON.stringify(first.slice(0, 80))} holds something that nothing recorded or said explains. Is it the same in every run?`,
    row: first,
    options: [
      { id: 'yes', label: 'Yes, it is fixed text' },
      { ...SOMETHING_ELSE, label: 'No, it is something else: keep the default, edit it by hand' },
    ],
    default: 'yes',
    weight: weightOf(target),
  });
  return { ...explained, status: 'assumed', doubts: [answer.id] };
}
