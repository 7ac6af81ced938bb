import { canonicalJson } from '../../json/canonical.ts';
import { stepExprs, withBodies } from '../../workflow/walk.ts';
import { innerExprs, mapExpr, refsOf } from '../../workflow/walk-exprs.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { wordsOf } from '../words/words.ts';
import { unnamed } from './unnamed.ts';

/** What the user wants where a list turns out to be empty; `words` are the nouns of the list, none where any is meant. */
interface EmptyRule {
  readonly words: readonly string[];
  readonly otherwise: 'nothing' | 'stop';
}

/**
 * "If there are none, post nothing": a write that tells of a whole list is made only where the list has items. Where
 * the user wants something else then, the recording did not show it, and the run stops instead of guessing.
 */
export function guardNothing(body: readonly Step[], context: DraftContext): readonly Step[] {
  const rules = emptyRules(context);
  return rules.length === 0 ? body : guarded(body, rules, context);
}

function guarded(steps: readonly Step[], rules: readonly EmptyRule[], context: DraftContext): readonly Step[] {
  const inner = steps.map((step) =>
    step.do === 'if' ? narrowed(step) : withBodies(step, (nested) => guarded(nested, rules, context)),
  );
  const first = inner.findIndex((step) => ruleFor(step, rules) !== null);
  const start = inner[first];
  const found = start === undefined ? null : ruleFor(start, rules);
  if (start === undefined || found === null) return inner;
  const end = lastDependent(inner, first, found.list);
  const then = inner.slice(first, end + 1);
  const id = `guard$${start.origin?.[0] ?? start.id}`;
  context.notes.push({ step: id, status: 'proved', text: 'You said what to do where there is nothing.' });
  const step: Step = {
    id,
    do: 'if',
    cond: isThere(found.list),
    then,
    else: found.rule.otherwise === 'stop' ? 'undemonstrated' : [],
  };
  return [...inner.slice(0, first), step, ...guarded(inner.slice(end + 1), rules, context)];
}

const isThere = (list: Expr): Expr => ({
  $: 'fn',
  name: 'not',
  args: [{ $: 'fn', name: 'isEmpty', args: [list] }],
});

/** A guard that looks at a whole list, before a write that tells of some of its items only, is about those. */
function narrowed(step: Extract<Step, { do: 'if' }>): Step {
  const { cond } = step;
  const [test] = cond.$ === 'fn' && cond.name === 'not' ? cond.args : [];
  const [list] = test?.$ === 'fn' && test.name === 'isEmpty' ? test.args : [];
  if (list === undefined) return step;
  const told = step.then.flatMap((inner) => toldLists(inner));
  const some = told.filter((other) => canonicalJson(other) !== canonicalJson(list) && startsFrom(other, list));
  const [only, ...others] = distinct(some);
  return only !== undefined && others.length === 0 && some.length === told.length
    ? { ...step, cond: isThere(only) }
    : step;
}

function startsFrom(selection: Expr, list: Expr): boolean {
  if (canonicalJson(selection) === canonicalJson(list)) return true;
  return (selection.$ === 'over' || selection.$ === 'sort') && startsFrom(selection.in, list);
}

function ruleFor(step: Step, rules: readonly EmptyRule[]): { readonly rule: EmptyRule; readonly list: Expr } | null {
  const [list, ...others] = distinct(toldLists(step));
  if (list === undefined || others.length > 0) return null;
  const words = namesOf(list);
  const rule = rules.find((rule) => rule.words.length === 0 || rule.words.some((word) => words.has(word)));
  return rule === undefined ? null : { rule, list };
}

/** The lists that a write tells of as a whole: what is joined, counted, summed up or handed on. */
function toldLists(step: Step): readonly Expr[] {
  if (step.do !== 'call' || step.effect === 'read') return [];
  return Object.values(step.args).flatMap((arg) => foldedIn(arg));
}

function foldedIn(expr: Expr): readonly Expr[] {
  const list = selectionOf(expr);
  if (list !== null) return [list];
  if (expr.$ === 'fn' && FOLDS.has(expr.name)) {
    const [folded] = expr.args;
    if (folded?.$ === 'get' || folded?.$ === 'ref') return [folded];
  }
  return innerExprs(expr).flatMap((inner) => (inner.sees === undefined ? foldedIn(inner.expr) : []));
}

const FOLDS = new Set(['join', 'count', 'sum', 'avg', 'numbered']);

/** What is taken of a list, without what is made of each item. */
function selectionOf(expr: Expr): Expr | null {
  if (expr.$ === 'sort') return expr;
  if (expr.$ !== 'over') return null;
  if (expr.op === 'filter') return expr;
  if (expr.op === 'map' || expr.op === 'flatMap' || expr.op === 'groupBy')
    return selectionOf(expr.in) ?? pickedFrom(expr.in) ?? expr.in;
  return null;
}

/** The list of which one item was taken, to look at a member of it: the lines of the best group. */
function pickedFrom(expr: Expr): Expr | null {
  const { from } = expr.$ === 'get' ? expr : { from: expr };
  const [list] = from.$ === 'fn' && (from.name === 'first' || from.name === 'last') ? from.args : [];
  return list === undefined ? null : selectionOf(list);
}

/** Each list once, whatever its items are called. */
function distinct(lists: readonly Expr[]): readonly Expr[] {
  return [...new Map(lists.map((list) => [canonicalJson(unnamed(list)), list])).values()];
}

function namesOf(list: Expr): ReadonlySet<string> {
  const words: string[] = [];
  mapExpr(list, (expr) => {
    if (expr.$ === 'get') words.push(...expr.path.flatMap((key) => (typeof key === 'string' ? wordsOf(key) : [])));
    if (expr.$ === 'over' || expr.$ === 'sort') words.push(...wordsOf(expr.as));
    return expr;
  });
  return new Set(words);
}

/** The last step that tells of the list too, or that needs one that does, with nothing but such steps and reads before. */
function lastDependent(steps: readonly Step[], first: number, list: Expr): number {
  const wanted = canonicalJson(unnamed(list));
  const ids = new Set<string>();
  let last = first;
  for (let at = first; at < steps.length; at += 1) {
    const step = steps[at];
    if (step === undefined) break;
    const tells = toldLists(step).some((told) => canonicalJson(unnamed(told)) === wanted);
    const needs = stepExprs(step).some(({ expr }) => refsOf(expr).some((ref) => ref.of === 'step' && ids.has(ref.id)));
    if (tells || needs) {
      ids.add(step.id);
      last = at;
    } else if (step.do !== 'call' || step.effect !== 'read') break;
  }
  return last;
}

const NONE = /\b(none|nothing|nobody|no|zero|empty|not any)\b/;
const SOME = /\b(any|anything|some|something|at least one|one or more)\b/;
const SILENCE =
  /\b(nothing|silent\w*|quiet\w*|skip\w*|do(n['’]t| not)|leave|without a word|no (message|mail|e-?mail|comment|note|post|ticket|issue|entry|report|page|card))\b/;
/** Conditions on an item, not on the list: "if it has no reviewer". */
const OF_AN_ITEM = /\b(it|its|he|she|they|their|has|have|whose|which|that)\b/;

/** What the user's sentences say of an empty list. */
function emptyRules(context: DraftContext): readonly EmptyRule[] {
  return context.prompt.turns.flatMap((turn) =>
    turn.lower
      .replace(/"[^"]*"/g, (quoted) => quoted.replace(/[.;!?,]/g, ' '))
      .split(/[.;!?\n]+(?=\s|$)/)
      .flatMap((sentence) => ruleOf(sentence)),
  );
}

function ruleOf(sentence: string): readonly EmptyRule[] {
  const match = /\b(only if|only when|if|when|where|unless|in case|should)\b([^,:]*)/.exec(sentence);
  if (match === null) return [];
  const [, word = '', condition = ''] = match;
  if (OF_AN_ITEM.test(condition)) return [];
  const rest = sentence.slice(0, match.index) + sentence.slice(match.index + match[0].length);
  const none = NONE.test(condition);
  const words = nounsOf(condition);
  if (word === 'unless') return none ? [{ words, otherwise: 'nothing' }] : [];
  if (none) return [{ words, otherwise: SILENCE.test(rest) ? 'nothing' : 'stop' }];
  return SOME.test(condition) ? [{ words, otherwise: 'nothing' }] : [];
}

/** Words that may name the list; none where the condition speaks of whatever was looked for. */
function nounsOf(condition: string): readonly string[] {
  if (
    /\b(none|nothing|anything|something|empty)\b/.test(condition) ||
    /\bthere (is|are|was|were) (any|some)\s*$/.test(condition)
  )
    return [];
  return wordsOf(condition);
}
