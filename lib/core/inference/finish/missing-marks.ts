import { canonicalJson } from '../../json/canonical.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import { allSteps, callsOf, stepExprs } from '../../workflow/walk.ts';
import { innerExprs, refsOf } from '../../workflow/walk-exprs.ts';
import type { Expr, Id, Step } from '../../workflow/workflow.ts';

/** What must hold before a write, and what to say where it does not. */
export interface Check {
  readonly cond: Expr;
  readonly message: string;
}

/** Such a check, and the piece of a sentence that it is about. */
export interface MarkCheck extends Check {
  readonly piece: Expr;
}

type Fn = Extract<Expr, { $: 'fn' }>;

/**
 * That each piece of a sentence which a write is given stands where the recording showed it, behind its words in front.
 * Without them there is no piece, and the write would be made with an empty text. A piece for which the recording
 * showed what to take instead needs no check, and what comes of a change has none: a plan, which does not make the
 * change, could not go past it.
 */
export function markChecks(
  args: Readonly<Record<string, Expr>>,
  { sources, changes }: { readonly sources: Sources; readonly changes: ReadonlySet<Id> },
): readonly MarkCheck[] {
  const checks = Object.values(args)
    .flatMap((arg) => checksIn(arg, sources))
    .filter(({ cond }) => !refsOf(cond).some(({ id }) => changes.has(id)));
  return [...new Map(checks.map((check) => [canonicalJson(check.cond), check])).values()];
}

/** The writes, and every step and variable that comes of one. */
export function changesIn(body: readonly Step[]): ReadonlySet<Id> {
  const steps = allSteps(body);
  const changes = new Set<Id>();
  for (let known = -1; known < changes.size; ) {
    known = changes.size;
    for (const step of steps) {
      const isWrite = step.do === 'call' && step.effect !== 'read';
      if (!isWrite && !stepExprs(step).some(({ expr }) => refsOf(expr).some(({ id }) => changes.has(id)))) continue;
      changes.add(step.id);
      if (step.do === 'forEach') changes.add(step.each);
    }
  }
  return changes;
}

function checksIn(expr: Expr, sources: Sources): readonly MarkCheck[] {
  if (expr.$ === 'fn') {
    if (expr.name === 'coalesce') return [];
    const what = pieceIn(expr);
    if (what !== null)
      return [{ piece: expr, cond: not(fn('isEmpty', expr)), message: messageFor(expr, what, sources) }];
  }
  if (expr.$ === 'cond')
    return [
      ...within(checksIn(expr.then, sources), (cond) => fn('or', not(expr.if), cond)),
      ...within(checksIn(expr.else, sources), (cond) => fn('or', expr.if, cond)),
    ];
  const own = innerExprs(expr).flatMap((inner) => (inner.sees === undefined ? checksIn(inner.expr, sources) : []));
  if (expr.$ !== 'over' || (expr.op !== 'map' && expr.op !== 'flatMap')) return own;
  const items = new Map([...sources, [expr.as, itemOf(sourceOf(expr.in, sources))]]);
  return [...own, ...within(checksIn(expr.body, items), (body) => ({ ...expr, op: 'every', body }))];
}

const within = (checks: readonly MarkCheck[], wrap: (cond: Expr) => Expr): readonly MarkCheck[] =>
  checks.map((check) => ({ ...check, cond: wrap(check.cond) }));

const fn = (name: string, ...args: readonly Expr[]): Fn => ({ $: 'fn', name, args });

const not = (cond: Expr): Expr => fn('not', cond);

/** What a function takes out of a sentence, in words; null for one that takes no piece of a sentence. */
function pieceIn({ name, args: [of, ...marks] }: Fn): string | null {
  const [first, last] = marks.map(writtenMark);
  if (name === 'wordAfter') return `word after ${first}`;
  if (name === 'textBetween') return `text between ${first} and ${last}`;
  // `first(split(textAfter(answer, "Owner: "), ", "))`: up to a sign that may be missing, and so may not the mark.
  if (name === 'first' && isFn(of, 'split') && isFn(of.args[0], 'textAfter')) return `text after ${markOf(of.args[0])}`;
  // What stands before a sign in a member of a record is a part of a name or an address.
  return name === 'textBefore' && of?.$ === 'ref' ? `text before ${first}` : null;
}

const isFn = (expr: Expr | undefined, name: string): expr is Fn => expr?.$ === 'fn' && expr.name === name;

const writtenMark = (mark: Expr | undefined): string => (mark?.$ === 'lit' ? JSON.stringify(mark.value) : 'its mark');

const markOf = ({ args }: Fn): string => writtenMark(args[1]);

function messageFor({ args: [of] }: Fn, what: string, sources: Sources): string {
  const source = of === undefined ? 'a text' : sourceOf(of, sources);
  return `There is no ${what} in ${source}, and the recording did not show what to do then.`;
}

/** What a step or a variable holds, in words. */
export type Sources = ReadonlyMap<Id, string>;

export function sourcesIn(body: readonly Step[]): Sources {
  const sources = new Map<Id, string>();
  for (const { step, body: called } of callsOf(body))
    if (!sources.has(step.id)) sources.set(step.id, `the answer of ${formatToolRef(called)}`);
  // Outer loops come before inner ones, whose lists are their items.
  for (const step of allSteps(body))
    if (step.do === 'forEach') sources.set(step.each, itemOf(sourceOf(step.in, sources)));
  return sources;
}

const itemOf = (list: string): string => (list.startsWith('an item of ') ? list : `an item of ${list}`);

function sourceOf(expr: Expr, sources: Sources): string {
  if (expr.$ === 'ref') return sources.get(expr.id) ?? 'a text';
  const [inner] = innerExprs(expr);
  const source = inner === undefined ? 'a text' : sourceOf(inner.expr, sources);
  return expr.$ === 'get' ? `"${expr.path.join('.')}" of ${source}` : source;
}
