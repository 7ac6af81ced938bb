import type { Place, ValueOrigin } from '#core/workflow/evidence.ts';
import type { CallBody, Expr, Step } from '#core/workflow/workflow.ts';
import { describeExpr } from './describe-expr.ts';
import { originOfExpr } from './value-origin.ts';

/** A piece of a step's sentence: plain words, or a value that can be pointed at. */
export type Segment =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'value';
      readonly text: string;
      readonly expr: Expr;
      readonly place: Place;
      readonly origin: ValueOrigin;
    };

/** One line of a step's card. */
export type Line = readonly Segment[];

type Steps = ReadonlyMap<string, Step>;

/** What a step does, in words with its values in place: `Create an issue` `titled pull.title` `in project`. */
export function stepSentence(step: Step, steps: Steps): Line[] {
  const value = (expr: Expr, ...slot: (string | number)[]): Segment => ({
    kind: 'value',
    text: describeExpr(expr),
    expr,
    place: { step: step.id, slot },
    origin: originOfExpr(expr, steps),
  });
  switch (step.do) {
    case 'call':
      return callLines(step, (expr, name) => value(expr, 'args', name));
    case 'let':
      return [[words(`Let ${step.id} be`), value(step.value, 'value')]];
    case 'forEach':
      return [[words(`For each ${step.each} in`), ...listStages(step.in, step.id, steps)]];
    case 'paginate': {
      const [first = [], ...rest] = callLines(step.call, (expr, name) => value(expr, 'call', 'args', name));
      return [[...first, words('on all pages')], ...rest, [words('until'), value(step.until, 'until')]];
    }
    case 'poll':
      return [
        [words('Wait until'), value(step.until, 'until')],
        ...callLines(step.call, (expr, name) => value(expr, 'call', 'args', name)),
      ];
    case 'if':
      return [[words('If'), value(step.cond, 'cond')]];
    case 'try':
      return [
        [
          words(
            step.on.contains.length === 0 ? 'Try, and if it fails' : `Try, and on “${step.on.contains.join('”, “')}”`,
          ),
        ],
      ];
    case 'llm':
      return [
        [words(step.task)],
        ...Object.entries(step.input).map(([name, expr]) => [words(name), value(expr, 'input', name)]),
      ];
    case 'approve':
      return [[words('Ask before going on with'), value(step.show, 'show')]];
    case 'assert':
      return [[words('Stop unless'), value(step.cond, 'cond')]];
    default: {
      const never: never = step;
      throw new Error(`No sentence for ${JSON.stringify(never)}.`);
    }
  }
}

/** The stages of a list from its source outward: `pulls` · `where title contains phrase` · `first 5 by date`. */
export function listStages(
  expr: Expr,
  step: string,
  steps: Steps,
  slot: readonly (string | number)[] = ['in'],
): Segment[] {
  const self = (text: string): Segment => ({
    kind: 'value',
    text,
    expr,
    place: { step, slot },
    origin: originOfExpr(expr, steps),
  });
  const body = (inner: Expr, as: string, ...rest: (string | number)[]): Segment => ({
    kind: 'value',
    text: describeExpr(inner).replaceAll(`${as}.`, ''),
    expr: inner,
    place: { step, slot: [...slot, ...rest] },
    origin: originOfExpr(inner, steps),
  });
  if (expr.$ === 'over' && (expr.op === 'filter' || expr.op === 'uniqueBy')) {
    const word = expr.op === 'filter' ? 'where' : 'without repeats of';
    return [...listStages(expr.in, step, steps, [...slot, 'in']), words(word), body(expr.body, expr.as, 'body')];
  }
  if (expr.$ === 'sort') {
    const inner = listStages(expr.in, step, steps, [...slot, 'in']);
    const keys = expr.by.flatMap(({ key, order }, index) => [
      words(index === 0 ? 'by' : 'then'),
      body(key, expr.as, 'by', index, 'key'),
      ...(order === 'desc' ? [words('highest first')] : []),
    ]);
    const take = expr.take ? [words('only the first'), body(expr.take, expr.as, 'take')] : [];
    return [...inner, ...keys, ...take];
  }
  return [self(describeExpr(expr))];
}

function callLines(call: CallBody, value: (expr: Expr, name: string) => Segment): Line[] {
  const given = Object.entries(call.args).filter(([, expr]) => expr.$ !== 'absent');
  return [
    [words(toolPhrase(call.tool))],
    ...given.map(([name, expr]) => [words(argumentWord(name)), value(expr, name)]),
  ];
}

function words(text: string): Segment {
  return { kind: 'words', text };
}

const ARTICLE: Readonly<Record<string, 'a' | 'the'>> = {
  create: 'a',
  add: 'a',
  post: 'a',
  send: 'a',
  open: 'a',
  get: 'the',
  read: 'the',
  update: 'the',
  delete: 'the',
  close: 'the',
  edit: 'the',
  fetch: 'the',
};

/** `create_issue` as `Create an issue`, `listPullRequests` as `List pull requests`. */
export function toolPhrase(tool: string): string {
  if (tool === 'resources/read') return 'Read the resource';
  if (tool === 'prompts/get') return 'Get the prompt';
  const parts = tool
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .map((part) => (/^[A-Z]+$/.test(part) ? part : part.toLowerCase()));
  const [verb = tool, ...nouns] = parts;
  const noun = nouns.join(' ');
  const article = ARTICLE[verb];
  const plural = /[^s]s$/.test(noun);
  const glue =
    !article || noun === '' || plural ? '' : article === 'the' ? 'the ' : /^[aeiou]/.test(noun) ? 'an ' : 'a ';
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${glue}${noun}`.trim();
}

const ARGUMENT_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(title|name|summary|subject)$/i, 'titled'],
  [/^(body|description|text|message|content|comment)$/i, 'saying'],
  [/^(q|query|search|phrase)$/i, 'matching'],
  [/^(to|recipient|recipients)$/i, 'to'],
  [/^(assignee|assignees)$/i, 'assigned to'],
  [/^(labels?|tags?)$/i, 'labelled'],
  [/^(path|file|uri|url)$/i, 'at'],
  [/^(repo|repository|project|projectKey|project_key|board|channel|folder|workspace|list|database|org|owner)$/i, 'in'],
];

/** The word that joins an argument to the sentence; its own name where no word fits. */
function argumentWord(name: string): string {
  return ARGUMENT_WORDS.find(([pattern]) => pattern.test(name))?.[1] ?? name;
}
