import { jsonEqual } from '#core/json/equal.ts';
import { isJsonObject, type Json } from '#core/json/json.ts';
import { valueAt } from '#core/json/path.ts';
import { describeCondition, isTest } from '#core/workflow/describe-condition.ts';
import { describeExpr, type Unsaid } from '#core/workflow/describe-expr.ts';
import { findExpr } from '#core/workflow/find-step.ts';
import { type Question, type QuestionOption, SOMETHING_ELSE_ID } from '#core/workflow/question.ts';
import { allExprs } from '#core/workflow/walk-exprs.ts';
import type { Expr, Id, Workflow } from '#core/workflow/workflow.ts';

/**
 * What an option says, short: of conditions that have all of the first one's tests only what they add, so that the
 * difference is what is read.
 */
export function optionWords(question: Question, option: QuestionOption, workflow: Workflow): string {
  const whole = wholeWords(question, option, workflow);
  const [first] = question.options;
  if (!option.expr) return whole;
  const unsaid = itemsOf(question, workflow);
  const tests = testsOf(option.expr);
  const common = first?.expr && first !== option ? testsOf(first.expr) : [];
  const added = tests.filter((test) => !common.some((other) => jsonEqual(plain(test), plain(other))));
  const extends_ = common.length > 0 && added.length === tests.length - common.length && added.length > 0;
  if (extends_) return `… and ${added.map((test) => describeCondition(test, unsaid)).join(' and ')}`;
  return whole;
}

/** What an option says, by itself. */
export function wholeWords(question: Question, option: QuestionOption, workflow: Workflow): string {
  if (option.id === SOMETHING_ELSE_ID) return 'Something else: I edit it by hand';
  if (!option.expr) return plainLabel(option.label);
  const unsaid = itemsOf(question, workflow);
  return capital(isTest(option.expr) ? describeCondition(option.expr, unsaid) : describeExpr(option.expr, unsaid));
}

/** The words of a question, its JSON quotes as people's. */
export function questionWords(text: string): string {
  return text.replace(/"([^"]*)"/g, '“$1”').replace(/\bitem\.(?=\w)/g, '');
}

function plainLabel(label: string): string {
  return capital(questionWords(label).replace(/^those where /, ''));
}

function testsOf(expr: Expr): readonly Expr[] {
  return expr.$ === 'fn' && expr.name === 'and' ? expr.args : [expr];
}

/** Variables of the list that the question is about: its members are called by name alone. */
function itemsOf(question: Question, workflow: Workflow): Unsaid {
  const items = new Set<Id>();
  const at = question.place ? findExpr(workflow, question.place) : null;
  for (const expr of at ? allExprs(at) : []) if (expr.$ === 'over' || expr.$ === 'sort') items.add(expr.as);
  // A question is about what was recorded: an input is said as the value that it had.
  const sayInput = (id: Id) => {
    const value = workflow.inputs.find(({ name }) => name === id)?.default;
    return value === undefined ? id : typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  };
  return { items, sayInput };
}

export interface RowMember {
  readonly name: string;
  readonly value: Json;
  /** Whether the options tell it apart: what an answer decides. */
  readonly decides: boolean;
  /** Whether any option speaks of it. */
  readonly matters: boolean;
}

/** The concrete row of a question, member by member: what decides first, then what is spoken of, then the rest. */
export function rowMembers(question: Question): readonly RowMember[] {
  const { row, options } = question;
  if (row === undefined || !isJsonObject(row)) return [];
  const spoken = options.filter(({ id }) => id !== SOMETHING_ELSE_ID).map((option) => membersOf(option, row));
  const members = Object.keys(row).map((name): RowMember => {
    const count = spoken.filter((names) => names.has(name)).length;
    return {
      name,
      value: valueAt(row, [name]) ?? null,
      decides: count > 0 && count < spoken.length,
      matters: count > 0,
    };
  });
  const rank = ({ decides, matters }: RowMember) => (decides ? 0 : matters ? 1 : 2);
  return members.toSorted((a, b) => rank(a) - rank(b));
}

/** Names of the row's members that an option speaks of. */
function membersOf({ expr, label }: QuestionOption, row: Readonly<Record<string, Json>>): ReadonlySet<string> {
  const names = expr
    ? allExprs(expr).flatMap((inner) => (inner.$ === 'get' ? inner.path.slice(0, 1).map(String) : []))
    : Object.keys(row).filter((name) => new RegExp(`\\b${name.replace(/[^\w]/g, '.')}\\b`).test(label));
  return new Set(names);
}

function plain(expr: Expr): Json {
  return JSON.parse(JSON.stringify(expr));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
