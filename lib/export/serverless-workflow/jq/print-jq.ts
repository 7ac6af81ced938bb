import type { Expr } from '#core/workflow/workflow.ts';
import { cannotSay } from '../cannot-say.ts';
import type { Expression } from '../document.ts';
import { literal, member, variable } from './jq-words.ts';
import { JqWriter } from './jq-writer.ts';

/** An expression of a workflow as a runtime expression. Throws `TargetRefused` where jq cannot say it. */
export function expression(
  expr: Expr,
  around: (value: string, writer: JqWriter) => string = (value) => value,
): Expression {
  const writer = new JqWriter();
  return writer.finish(around(printJq(expr, writer), writer));
}

/** A condition as a runtime expression: true or false. */
export function condition(expr: Expr): Expression {
  const writer = new JqWriter();
  return writer.finish(holds(expr, writer));
}

/** The value of an expression in jq, in brackets where it is not one word. What is left out is null. */
export function printJq(expr: Expr, writer: JqWriter): string {
  if (expr.$ === 'absent') return 'null';
  return mayBeAbsent(expr) ? `([${printOptional(expr, writer)}][0])` : printOptional(expr, writer);
}

/** As `printJq`, but nothing at all (jq's `empty`) where the expression says that the value is left out. */
export function printOptional(expr: Expr, writer: JqWriter): string {
  const value = (inner: Expr) => printJq(inner, writer);
  switch (expr.$) {
    case 'lit':
      return literal(expr.value);
    case 'ref':
      if (expr.of === 'var') return variable(expr.id);
      return `$context.${expr.of === 'step' ? 'steps' : 'inputs'}${member(expr.id)}`;
    case 'run':
      return expr.what === 'now' ? '$context.now' : '$context.timeZone';
    case 'get': {
      if (expr.path.length === 0) return value(expr.from);
      if (expr.missing === 'null') return lookedFor(value(expr.from), expr);
      return `(${[value(expr.from), ...expr.path.map((key) => needed(key, writer))].join(' | ')})`;
    }
    case 'obj':
      return object(Object.entries(expr.fields), writer);
    case 'arr':
      return `[${expr.items.map((item) => printOptional(item, writer)).join(', ')}]`;
    case 'text':
      return `"${expr.parts
        .map((part) =>
          typeof part === 'string'
            ? JSON.stringify(part).slice(1, -1)
            : `\\(${value(part)} | ${writer.helper('text')})`,
        )
        .join('')}"`;
    case 'fn':
      return printFunction(expr, writer);
    case 'over':
      return printOver(expr, writer);
    case 'sort':
      return printSort(expr, writer);
    case 'cond':
      return `(if ${holds(expr.if, writer)} then ${printOptional(expr.then, writer)} else ${printOptional(expr.else, writer)} end)`;
    case 'absent':
      return 'empty';
  }
}

/** An object of which members may be left out. */
export function object(fields: readonly (readonly [string, Expr])[], writer: JqWriter): string {
  const there = fields.filter(([, field]) => !mayBeAbsent(field));
  const whole = `{${there.map(([name, field]) => `${literal(name)}: ${printJq(field, writer)}`).join(', ')}}`;
  const others = fields.flatMap(([name, field]) =>
    field.$ === 'absent' || !mayBeAbsent(field)
      ? []
      : [`([{${literal(name)}: ${printOptional(field, writer)}}][0] // {})`],
  );
  return others.length === 0 ? whole : `(${[whole, ...others].join(' + ')})`;
}

/** Whether the value may turn out to be left out. */
function mayBeAbsent(expr: Expr): boolean {
  return expr.$ === 'absent' || (expr.$ === 'cond' && (mayBeAbsent(expr.then) || mayBeAbsent(expr.else)));
}

/** Functions that give true or false and nothing else. */
const TESTS = /^(?:eq|ne|lt|le|gt|ge|and|or|not|isNull|isEmpty|contains|containsExact|startsWith|endsWith|has)$/;

/** An expression as a condition: anything but true, false and null is an error, as it is in a program. */
export function holds(expr: Expr, writer: JqWriter): string {
  const text = printJq(expr, writer);
  const isTest =
    (expr.$ === 'fn' && TESTS.test(expr.name)) ||
    (expr.$ === 'over' && (expr.op === 'some' || expr.op === 'every')) ||
    (expr.$ === 'lit' && typeof expr.value === 'boolean');
  return isTest ? text : `(${text} | ${writer.helper('holds')})`;
}

function printFunction(expr: Extract<Expr, { $: 'fn' }>, writer: JqWriter): string {
  const args = expr.args.map((arg) => printJq(arg, writer));
  const [first = 'null', second = 'null'] = args;
  switch (expr.name) {
    case 'eq':
      return `(${first} == ${second})`;
    case 'ne':
      return `(${first} != ${second})`;
    case 'isNull':
      return `(${first} == null)`;
    case 'not':
      return `(${expr.args[0] ? holds(expr.args[0], writer) : 'false'} | not)`;
    case 'and':
    case 'or':
      return expr.args.length === 0
        ? literal(expr.name === 'and')
        : `(${expr.args.map((arg) => holds(arg, writer)).join(` ${expr.name} `)})`;
    case 'coalesce':
      return `first((${[...args, 'empty'].join(', ')} | select(. != null)), null)`;
    case 'add':
    case 'mul':
      return `(${args.map((arg) => `(${arg} | ${writer.helper('number')})`).join(expr.name === 'add' ? ' + ' : ' * ') || literal(Number(expr.name === 'mul'))} | ${writer.helper('finite')})`;
    case 'concat':
      return `(${args.map((arg) => `((${arg} | ${writer.helper('list_or_null')}) // [])`).join(' + ') || '[]'})`;
    case 'merge':
      return `(${args.map((arg) => `((${arg} | ${writer.helper('object_or_null')}) // {})`).join(' + ') || '{}'})`;
  }
  const name = writer.libraryFunction(expr.name, args.length);
  if (name === null) throw cannotSay(`the function ${expr.name}`, 'jq has none that always gives the same.');
  return `${name}(${args.join('; ')})`;
}

function printOver(expr: Extract<Expr, { $: 'over' }>, writer: JqWriter): string {
  const list = `(${printJq(expr.in, writer)} | ${writer.helper('list')})`;
  const each = `${list}[] as ${variable(expr.as)}`;
  const item = variable(expr.as);
  const value = () => printJq(expr.body, writer);
  const test = () => holds(expr.body, writer);
  switch (expr.op) {
    case 'map':
      return `[${each} | ${value()}]`;
    case 'flatMap':
      return `[${each} | (${value()} | ${writer.helper('list')})[]]`;
    case 'filter':
      return `[${each} | select(${test()}) | ${item}]`;
    case 'find':
      return `first((${each} | select(${test()}) | ${item}), null)`;
    case 'some':
      return `any(${list}[]; . as ${item} | ${test()})`;
    case 'every':
      return `all(${list}[]; . as ${item} | ${test()})`;
    case 'only':
      return `([${each} | select(${test()}) | ${item}] | if length == 1 then .[0] else error("exactly one item must fit, but \\(length) did") end)`;
    case 'groupBy':
      return `([${each} | {key: ${value()}, item: ${item}}] | ${writer.helper('grouped')})`;
    case 'uniqueBy':
      return `([${each} | {key: ${value()}, item: ${item}}] | ${writer.helper('grouped')} | map(.items[0]))`;
  }
}

function printSort(expr: Extract<Expr, { $: 'sort' }>, writer: JqWriter): string {
  const list = `(${printJq(expr.in, writer)} | ${writer.helper('list')})`;
  const keys = expr.by.map(({ key }) => printJq(key, writer)).join(', ');
  // Each sort is stable: the last key first.
  const sorts = expr.by
    .map(({ order }, at) => `${writer.helper('sorted')}(${at}; ${order === 'desc'})`)
    .reverse()
    .join(' | ');
  const sorted = `[${list}[] as ${variable(expr.as)} | {item: ${variable(expr.as)}, keys: [${keys}]}] | ${sorts} | map(.item)`;
  if (!expr.take) return `(${sorted})`;
  const take = `(${printJq(expr.take, writer)} | ${writer.helper('whole')} | if . < 0 then error("a number from 0 is needed") else . end)`;
  return `(${take} as $to_take | ${sorted} | .[0:$to_take])`;
}

/** Reads what may not be there; only the look itself may fail, not what it looks into. */
function lookedFor(from: string, { from: source, path }: Extract<Expr, { $: 'get' }>): string {
  const members = path.map(member).join('');
  if (source.$ === 'ref') return `(try ${from}${members} catch null)`;
  return `(${from} | try ${members.startsWith('[') ? '.' : ''}${members} catch null)`;
}

/** Reads a member or an item that has to be there. */
function needed(key: string | number, writer: JqWriter): string {
  if (typeof key === 'number' && key < 0)
    return `${writer.helper('list')} | if length < ${-key} then error("there is no item ${key}") else .[${key}] end`;
  return `${writer.helper('need')}(${literal(key)})`;
}
