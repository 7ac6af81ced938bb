import { jsonEqual } from '../../json/equal.ts';
import type { Json, JsonSchema } from '../../json/json.ts';
import { constant, type Explanation } from '../draft/explanation.ts';
import { schemaOf } from '../draft/input-book.ts';
import type { Target } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Span } from '../words/span.ts';
import { surpriseOf } from '../words/surprise.ts';
import { sharedWords, wordsOf } from '../words/words.ts';
import { CHANGES } from './changes/changes.ts';
import { isComposite } from './said-values.ts';

/** What users name in words: inputs, lists as inputs, values put together from named parts. */
export function explainFromPrompt(target: Target, context: DraftContext): Explanation | null {
  const [value] = target.values;
  if (value === undefined || !target.values.every((other) => jsonEqual(other, value))) return null;
  if (Array.isArray(value)) {
    if (value.length < 1 || !value.every((item) => typeof item === 'string' || typeof item === 'number')) return null;
    const texts = value.map(String);
    const spans = value.length === 1 ? null : context.prompt.listOf(texts);
    if (spans === null) return null;
    return {
      ...constant(value, `the list in your words`),
      expr: context.inputs.refer({
        value,
        spans,
        name: inputWords(target),
        ...(target.schema === undefined ? {} : { schema: plainSchema(target.schema, value) }),
      }),
      cost: 1,
      origin: 'input',
      parts: spans.map((span, index) => ({ kind: 'prompt', spans: [span], value: value[index] ?? null })),
    };
  }
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const spans = context.prompt.spansOf(String(value));
  if (spans.length === 0) return null;
  const fromUrl = explainFromUrl(value, spans, target, context);
  if (fromUrl !== null) return fromUrl;
  if (typeof value === 'string' && isComposite(value, context)) return null;
  const near = spans.some(
    (span) =>
      sharedWords(
        wordsAround(context, span),
        target.words.filter((word) => word !== 'id'),
      ) > 0,
  );
  const cost = typeof value === 'number' && surpriseOf(value) < 9 && !near ? 4 : 1;
  return {
    ...constant(value, `"${String(value)}" in your words`),
    expr: context.inputs.refer({
      value,
      spans,
      name: inputWords(target),
      ...(target.schema === undefined ? {} : { schema: plainSchema(target.schema, value) }),
    }),
    cost,
    origin: 'input',
    parts: [{ kind: 'prompt', spans, value }],
    ...(spans.every((span) => isInsideWord(span, context)) ? { shaky: 3 } : {}),
  };
}

/** A value that stands only at the end of a URL which the user gave: the URL is the input. */
function explainFromUrl(
  value: string | number,
  spans: readonly Span[],
  target: Target,
  context: DraftContext,
): Explanation | null {
  const urls = spans.map((span) => {
    const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.text ?? '';
    for (const match of text.matchAll(/https?:\/\/[^\s<>"')\]]*[\p{L}\p{N}/]/gu)) {
      if (match.index <= span.start && span.end <= match.index + match[0].length)
        return { url: match[0], start: match.index, turn: span.turn };
    }
    return null;
  });
  const [first] = urls;
  if (first === null || first === undefined || urls.some((found) => found?.url !== first.url)) return null;
  for (const change of CHANGES) {
    if (!change.name.includes('URL') || change.apply(first.url) !== value) continue;
    const span = { turn: first.turn, start: first.start, end: first.start + first.url.length };
    const input = context.inputs.refer({ value: first.url, spans: [span], name: [...target.tool.slice(-1), 'url'] });
    return {
      ...constant(value, `the ${change.name} in your words`),
      expr: change.expr(input),
      origin: 'computed',
      parts: [{ kind: 'prompt', spans: [span], value: first.url }],
    };
  }
  return null;
}

function plainSchema(schema: JsonSchema, value: Json): JsonSchema {
  const { default: _default, ...rest } = schema;
  return rest.type === undefined && rest.enum === undefined ? schemaOf(value) : rest;
}

/** Whether a span is only a piece of a longer name, address or number: `hassan` in `hassan.lee@example.com`. */
function isInsideWord(span: { turn: string; start: number; end: number }, context: DraftContext): boolean {
  const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.text ?? '';
  return (
    /[\p{L}\p{N}][._@+-]$/u.test(text.slice(Math.max(0, span.start - 2), span.start)) ||
    /^[._@+-][\p{L}\p{N}]/u.test(text.slice(span.end, span.end + 2))
  );
}

/** The argument's name; where it says little, the tool's noun before it: `name` of `list_companies` is `companyName`. */
function inputWords(target: Target): readonly string[] {
  const vague = /^(name|id|key|value|text|query|q|title|path|number)$/.test(target.words.join(' '));
  const noun = target.tool.at(-1);
  return vague && noun !== undefined && target.words.join(' ') === 'name' ? [noun, ...target.words] : target.words;
}

function wordsAround(context: DraftContext, span: { turn: string; start: number; end: number }): string[] {
  const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.text ?? '';
  return [
    ...wordsOf(text.slice(Math.max(0, span.start - 30), span.start)).slice(-3),
    ...wordsOf(text.slice(span.end, span.end + 16)).slice(0, 2),
  ];
}
