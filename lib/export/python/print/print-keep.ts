import type { KeepCallLambda, Program, ProgramKeep, ProgramKeepRule, ProgramSight } from '../../program/program.ts';
import type { Lambda } from '../../program/value.ts';
import type { TypeNames } from '../type-names.ts';
import { type PrintContext, printContext } from './print-context.ts';
import { printExpression, printLambda } from './print-expression.ts';
import { printString, printValue } from './print-value.ts';
import { pythonModule } from './python-module.ts';

const RULES = 'runtime.keep.rules';
const FACTS = ['made', 'wanted', 'actual'] as const;

/** `keep.py`: what is kept, as typed data. */
export function printKeep(keep: ProgramKeep, program: Program, names: TypeNames): string {
  const module = pythonModule();
  const context = printContext(program, { module, here: 'keep', names });
  const groups = [
    { type: 'Inputs', name: 'inputs', used: keep.inputs },
    { type: 'Config', name: 'config', used: keep.config },
  ].filter(({ used }) => used.length > 0);
  for (const { type } of groups) module.from('inputs', type);
  const list = `${module.from('collections.abc', 'Sequence')}[${module.from(RULES, 'KeepRule')}]`;
  // Every import is noted before the imports are printed.
  const rules = keep.rules.map((rule) => printRule(rule, context)).join(', ');
  const params = groups.map(({ name, type }) => `${name}: ${type}`).join(', ');
  const parsed = groups.map(({ name, type }) => `${type}.parse(${name})`).join(', ');
  const whole = module.from(RULES, 'KeepRules');
  const given = ['inputs', 'config'].map((name) => (groups.some((group) => group.name === name) ? name : `_${name}`));
  return `"${'""'}What is kept so, how its actual state is seen, and how it is brought back."${'""'}

${module.imports()}

def rules(${params}) -> ${list}:
    return [${rules}]


KEEP = ${whole}(
    # Milliseconds between the starts of two passes.
    every_ms=${keep.everyMs},
    # Steps that look by themselves whether what they make is there.
    looks=${printValue([...keep.looks])},
    rules=lambda ${given.join(', ')}: rules(${parsed}),
)
`;
}

function printRule(rule: ProgramKeepRule, context: PrintContext): string {
  const { step, server, tool, extract, see, fields, change, remove, settleMs } = rule;
  const shown = fields.map(([name, lambda]) => `${printString(name)}: ${printOf(lambda, ['_actual'], context)}`);
  return printNew(context, 'KeepRule', [
    ['step', printString(step)],
    ['server', printString(server)],
    ['tool', printString(tool)],
    ['extract', extract && printString(extract)],
    ['see', printSight(see, context)],
    ['fields', shown.length === 0 ? null : `{${shown.join(', ')}}`],
    ['change', change && printCall(change, context)],
    ['remove', remove && printCall(remove, context)],
    ['settle_ms', settleMs === 0 ? null : String(settleMs)],
  ]);
}

function printSight(see: ProgramSight, context: PrintContext): string {
  switch (see.by) {
    case 'ledger':
      return printNew(context, 'SeenByLedger', []);
    case 'get':
      return printNew(context, 'SeenByGet', [['get', printCall(see.get, context)]]);
    case 'search': {
      const { read, items, pages, id, key, get } = see;
      return printNew(context, 'SeenBySearch', [
        ['read', printRequest(read, context)],
        ['items', printOf(items, ['_data'], context)],
        ['pages', pages && printPages(pages, context)],
        ['id', id && printPair('ItemId', ['made', id.made], ['actual', id.actual], context)],
        ['key', key && printPair('ItemKey', ['wanted', key.wanted], ['actual', key.actual], context)],
        ['get', get && printCall(get, context)],
      ]);
    }
  }
}

function printPages(
  { param, first, next, until, maxPages }: NonNullable<Extract<ProgramSight, { by: 'search' }>['pages']>,
  context: PrintContext,
): string {
  return printNew(context, 'Pages', [
    ['param', printString(param)],
    ['first', first && printExpression(first, context)],
    ['next', printOf(next, ['_page', '_cursor'], context)],
    ['until', printOf(until, ['_page', '_cursor'], context)],
    ['max_pages', String(maxPages)],
  ]);
}

type Part = readonly [name: string, shown: Lambda];

function printPair(type: string, one: Part, other: Part, context: PrintContext): string {
  const parts = [one, other].map(([name, shown]) => [name, printOf(shown, [`_${name}`], context)] as const);
  return printNew(context, type, parts);
}

/** All three facts are handed over; what is not read has a name that says so. */
function printCall(call: KeepCallLambda, context: PrintContext): string {
  const params = FACTS.map((fact) => call.facts.find((each) => each.fact === fact)?.name ?? `_${fact}`);
  return `lambda ${params.join(', ')}: ${printRequest(call, context)}`;
}

function printRequest({ server, tool, effect, extract, args }: KeepCallLambda, context: PrintContext): string {
  const reads = effect === 'read';
  return printNew(context, reads ? 'KeepRead' : 'KeepWrite', [
    ['server', printString(server)],
    ['tool', printString(tool)],
    ['args', printExpression(args, context)],
    ['effect', reads ? null : printString(effect)],
    ['extract', reads && extract ? printString(extract) : null],
  ]);
}

/** A function that is always given as much as `names` has; it may read less. */
function printOf({ params, body }: Lambda, names: readonly string[], context: PrintContext): string {
  return printLambda(
    names.map((name, at) => params[at] ?? name),
    body,
    context,
  );
}

/** What is not given has its usual value; a line for each is the formatter's choice. */
function printNew(
  context: PrintContext,
  type: string,
  members: readonly (readonly [name: string, value: string | null])[],
): string {
  const given = members.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
  return `${context.module.from(RULES, type)}(${given.join(', ')})`;
}
