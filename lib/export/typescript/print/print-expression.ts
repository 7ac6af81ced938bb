import { isPlainKey, printKey, printString, printTemplateText, printValue } from '../../print/print-value.ts';
import type { Operator, ToolRequest, Value } from '../../program/value.ts';
import { printStatements } from './print-statements.ts';

/** A value as a TypeScript expression. Parentheses are generous; the formatter drops those that are not needed. */
export function printExpression(value: Value): string {
  switch (value.is) {
    case 'literal':
      return printValue(value.value);
    case 'name':
      return value.name;
    case 'input':
      return value.name;
    case 'run':
      return value.what;
    case 'absent':
      return 'absent';
    case 'member':
      return isPlainKey(value.key)
        ? `${printAtom(value.of)}.${value.key}`
        : `${printAtom(value.of)}[${printString(value.key)}]`;
    case 'length':
      return `${printAtom(value.of)}.length`;
    case 'object':
      return value.sparse ? `present(${printObject(value.members)})` : printObject(value.members);
    case 'list':
      return value.sparse ? `present(${printList(value.items)})` : printList(value.items);
    case 'template':
      return printTemplate(value.parts);
    case 'call':
      return `${value.name}(${value.args.map(printExpression).join(', ')})`;
    case 'apply':
      return `apply(${[printString(value.name), ...value.args.map(printExpression)].join(', ')})`;
    case 'get':
      return `${value.missing === 'fail' ? 'get' : 'getOrNull'}(${[printExpression(value.of), ...value.path.map(printValue)].join(', ')})`;
    case 'maybe':
      return printMaybe(value);
    case 'over':
      return `${printAtom(value.list)}.${value.op}(${printLambda([value.item], value.body)})`;
    case 'flatMap':
      return `${printAtom(value.list)}.flatMap(${printLambda([value.item], value.body)})`;
    case 'search':
      return `${value.op}(${printExpression(value.list)}, ${printLambda([value.item], value.body)})`;
    case 'sort': {
      const keys = value.by.map(({ key, order }) => `[${printLambda([value.item], key)}, '${order}']`);
      const sorted = `sortBy(${[printExpression(value.list), ...keys].join(', ')})`;
      return value.take === null ? sorted : `take(${sorted}, ${printExpression(value.take)})`;
    }
    case 'operator':
      return `(${printExpression(value.left)} ${SIGNS[value.op]} ${printExpression(value.right)})`;
    case 'coalesce':
      return `(${value.values.map(printExpression).join(' ?? ')})`;
    case 'not':
      return `!${printAtom(value.value)}`;
    case 'choice':
      return `(${printExpression(value.if)} ? ${printExpression(value.then)} : ${printExpression(value.else)})`;
    case 'loose':
      return `loose(${printExpression(value.value)})`;
    case 'read':
      return `await read(${printArguments([printRequest(value.request), printOptions({ retry: value.retry && printValue({ ...value.retry }) })])})`;
    case 'ensure':
      return `await ensure(${printArguments([
        printString(value.step),
        printRequest(value.request),
        printOptions({
          key: value.key && printExpression(value.key),
          find: value.find && printFind(value.find.request, value.find.item, value.find.match),
          retry: value.retry && printValue({ ...value.retry }),
        }),
      ])})`;
    case 'poll':
      return `await poll(${printRequest(value.request)}, ${printOptions({
        until: printLambda([value.item], value.until),
        everyMs: String(value.everyMs),
        timeoutMs: String(value.timeoutMs),
      })})`;
    case 'pages':
      return `await pages(${printPages(value)})`;
    case 'judge':
      return `await judge(${printArguments([
        `judgements.${value.judgement}`,
        printExpression(value.input),
        value.checks === null ? '' : printLambda(value.checks.params, value.checks.body),
      ])})`;
    case 'approve':
      return `await approve(${printString(value.step)}, ${printExpression(value.show)})`;
    case 'forEach':
      return `await forEach(${printExpression(value.list)}, { parallel: ${value.parallel}, onError: '${value.onError}' }, async (${value.item}) => {\n${printStatements(value.body)}\n})`;
  }
}

const SIGNS: Readonly<Record<Operator, string>> = {
  equal: '===',
  unequal: '!==',
  less: '<',
  atMost: '<=',
  more: '>',
  atLeast: '>=',
  and: '&&',
  or: '||',
  plus: '+',
  minus: '-',
  times: '*',
};

/** `maybe(pull).author?.login`, and `?? null` after it where a look into nothing has to be null. */
function printMaybe({ of, path, orNull }: Extract<Value, { is: 'maybe' }>): string {
  const members = path.map((key, index) => {
    const dot = index === 0 ? '' : '?.';
    return isPlainKey(key) ? `${dot === '' ? '.' : dot}${key}` : `${dot}[${printString(key)}]`;
  });
  const look = `maybe(${printExpression(of)})${members.join('')}`;
  return orNull ? `(${look} ?? null)` : look;
}

const ATOMS: ReadonlySet<Value['is']> = new Set(['name', 'input', 'run', 'member', 'length', 'call']);

/** An expression that may stand before a dot. */
function printAtom(value: Value): string {
  const text = printExpression(value);
  return ATOMS.has(value.is) ? text : `(${text})`;
}

function printObject(members: readonly (readonly [string, Value])[]): string {
  if (members.length === 0) return '{}';
  const printed = members.map(([key, member]) =>
    isNamed(member, key) ? key : `${printKey(key)}: ${printExpression(member)}`,
  );
  return `{ ${printed.join(', ')} }`;
}

/** Whether the member is a variable that is called like it. */
function isNamed(member: Value, key: string): boolean {
  switch (member.is) {
    case 'name':
    case 'input':
      return member.name === key;
    case 'run':
      return member.what === key;
    default:
      return false;
  }
}

function printList(items: readonly Value[]): string {
  return `[${items.map(printExpression).join(', ')}]`;
}

function printTemplate(parts: readonly (string | Value)[]): string {
  const printed = parts.map((part) =>
    typeof part === 'string' ? printTemplateText(part) : `\${${printExpression(part)}}`,
  );
  return `\`${printed.join('')}\``;
}

function printLambda(params: readonly string[], body: Value): string {
  return `(${params.join(', ')}) => (${printExpression(body)})`;
}

function printRequest(request: ToolRequest): string {
  return `${request.server}.${request.method}(${printExpression(request.args)})`;
}

function printFind(request: ToolRequest, item: string, match: Value): string {
  return `{ in: ${printRequest(request)}, match: ${printLambda([item], match)} }`;
}

function printPages(value: Extract<Value, { is: 'pages' }>): string {
  return printOptions({
    request: `(${value.cursor}) => ${printMovingRequest(value)}`,
    first: value.first && printExpression(value.first),
    items: printLambda(value.items.params, value.items.body),
    next: printLambda(value.next.params, value.next.body),
    until: printLambda(value.until.params, value.until.body),
    maxPages: String(value.maxPages),
  });
}

/** A request whose argument `param` comes from page to page. */
function printMovingRequest({ request, param, cursor, first }: Extract<Value, { is: 'pages' }>): string {
  const loose = request.args.is === 'loose';
  const args = request.args.is === 'loose' ? request.args.value : request.args;
  const members = args.is === 'object' ? args.members : [];
  const printed = [
    ...members.map(([key, member]) => (isNamed(member, key) ? key : `${printKey(key)}: ${printExpression(member)}`)),
    param === cursor ? cursor : `${printKey(param)}: ${cursor}`,
  ];
  const sparse = first === null || (args.is === 'object' && args.sparse);
  const object = sparse ? `present({ ${printed.join(', ')} })` : `{ ${printed.join(', ')} }`;
  return `${request.server}.${request.method}(${loose ? `loose(${object})` : object})`;
}

/** An object of the members that are there. */
function printOptions(members: Readonly<Record<string, string | null>>): string {
  const printed = Object.entries(members).flatMap(([key, text]) => (text === null ? [] : [`${key}: ${text}`]));
  return printed.length === 0 ? '' : `{ ${printed.join(', ')} }`;
}

function printArguments(args: readonly string[]): string {
  return args.filter((arg) => arg !== '').join(', ');
}
