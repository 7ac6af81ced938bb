import { describeExpr, NOTHING_UNSAID, type Unsaid, within } from './describe-expr.ts';
import { TESTS } from './function-words.ts';
import type { Expr } from './workflow.ts';

/** Functions that say whether something holds, beside those of two sides. */
const MORE_TESTS = new Set(['and', 'or', 'not', 'isNull', 'isEmpty']);

/** Whether an expression is a test by its form. A member may be one too; that is known by where it stands. */
export function isTest(expr: Expr): boolean {
  if (expr.$ === 'over') return expr.op === 'some' || expr.op === 'every';
  return expr.$ === 'fn' && (Object.hasOwn(TESTS, expr.name) || MORE_TESTS.has(expr.name));
}

/**
 * A condition as a sentence: `title contains phrase and is not draft`, `page has no more`. Of members that are flags it
 * says what they mean, not how they are written.
 */
export function describeCondition(expr: Expr, unsaid: Unsaid = NOTHING_UNSAID): string {
  return sentence(expr, unsaid, true);
}

/** `holds`: whether the sentence says that it holds or that it does not. */
function sentence(expr: Expr, unsaid: Unsaid, holds: boolean): string {
  const say = (inner: Expr) => describeExpr(inner, unsaid);
  switch (expr.$) {
    case 'lit':
      return expr.value === holds ? 'always' : typeof expr.value === 'boolean' ? 'never' : say(expr);
    case 'get':
      return flagSentence(expr, unsaid, holds);
    case 'ref':
      return `${say(expr)} ${holds ? 'holds' : 'does not hold'}`.trim();
    case 'over':
      return overSentence(expr, unsaid, holds);
    case 'fn':
      break;
    default:
      return holds ? say(expr) : `not (${say(expr)})`;
  }
  const { name, args } = expr;
  const [first, second] = args;
  if (!first) return holds ? say0(name) : `not ${say0(name)}`;
  if (name === 'not') return sentence(first, unsaid, !holds);
  if (name === 'and' || name === 'or') {
    if (args.length === 1) return sentence(first, unsaid, holds);
    const joined = args.map((part) => bracketed(part, name, unsaid)).join(` ${name} `);
    return holds ? joined : `not (${joined})`;
  }
  if (name === 'isNull') return `${say(first)} ${holds ? 'is missing' : 'is there'}`.trim();
  if (name === 'isEmpty') return `${say(first)} ${holds ? 'is empty' : 'is not empty'}`.trim();
  const test = Object.hasOwn(TESTS, name) ? TESTS[name] : undefined;
  if (!test || !second) return `${holds ? '' : 'not '}${name}(${args.map(say).join(', ')})`;
  if ((name === 'eq' || name === 'ne') && second.$ === 'lit') {
    const same = (name === 'eq') === holds;
    if (typeof second.value === 'boolean' && first.$ === 'get')
      return flagSentence(first, unsaid, same === second.value);
    if (second.value === null) return `${say(first)} ${same ? 'is missing' : 'is there'}`.trim();
  }
  return `${say(first)} ${holds ? test.holds : test.fails} ${say(second)}`.trim();
}

function say0(name: string): string {
  return name === 'and' ? 'always' : name === 'or' ? 'never' : `${name}()`;
}

function bracketed(part: Expr, around: string, unsaid: Unsaid): string {
  const words = sentence(part, unsaid, true);
  const other = part.$ === 'fn' && (part.name === 'and' || part.name === 'or') && part.name !== around;
  return other && part.args.length > 1 ? `(${words})` : words;
}

/** `draft` is said as `is draft`, `is_open` as `is open`, `has_more` as `has more` and `has no more`. */
function flagSentence(expr: Extract<Expr, { $: 'get' }>, unsaid: Unsaid, holds: boolean): string {
  const last = expr.path.at(-1);
  if (typeof last !== 'string') return `${describeExpr(expr, unsaid)} ${holds ? 'holds' : 'does not hold'}`;
  const owner: Expr = expr.path.length > 1 ? { ...expr, path: expr.path.slice(0, -1) } : expr.from;
  const inItem = owner.$ === 'ref' && owner.of === 'var' && unsaid.items.has(owner.id);
  const subject = inItem ? '' : describeExpr(owner, unsaid);
  const words = last
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
  const [verb = '', ...rest] = words;
  const object = rest.join(' ');
  const said =
    object === '' || !VERBS.has(verb)
      ? `is ${holds ? '' : 'not '}${words.join(' ')}`
      : verb === 'has'
        ? `has ${holds ? '' : 'no '}${object}`
        : verb === 'can'
          ? `${holds ? 'can' : 'cannot'} ${object}`
          : `${verb} ${holds ? '' : 'not '}${object}`;
  return `${subject} ${said}`.trim();
}

const VERBS = new Set(['is', 'are', 'was', 'were', 'has', 'can', 'should', 'must', 'will', 'may']);

function overSentence(expr: Extract<Expr, { $: 'over' }>, unsaid: Unsaid, holds: boolean): string {
  const list = describeExpr(expr.in, unsaid);
  if (expr.op !== 'some' && expr.op !== 'every') {
    const words = describeExpr(expr, unsaid);
    return holds ? words : `not (${words})`;
  }
  const [who, nobody] = expr.op === 'some' ? ['one', 'none'] : ['each', 'not each'];
  const inside = within(unsaid, expr.as);
  if (aboutItem(expr.body, expr.as)) {
    const words = describeCondition(expr.body, { ...inside, subject: expr.as });
    return `${holds ? who : nobody} of ${list} ${words}`;
  }
  const words = describeCondition(expr.body, inside);
  return expr.op === 'some'
    ? `there is ${holds ? 'one' : 'none'} of ${list} where ${words}`
    : `${holds ? '' : 'not '}for each of ${list}, ${words}`;
}

/** Whether the sentence begins with the item itself, so that it can be its subject. */
function aboutItem(body: Expr, item: string): boolean {
  const first = body.$ === 'fn' ? body.args[0] : undefined;
  return first?.$ === 'ref' && first.of === 'var' && first.id === item;
}
