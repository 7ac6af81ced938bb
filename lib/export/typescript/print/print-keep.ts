import { printString, printValue } from '../../print/print-value.ts';
import type {
  KeepCallLambda,
  ProgramInput,
  ProgramKeep,
  ProgramKeepRule,
  ProgramSight,
} from '../../program/program.ts';
import type { Lambda } from '../../program/value.ts';
import { printExpression } from './print-expression.ts';

/** `keep.ts`: what is kept, as typed data. */
export function printKeep(keep: ProgramKeep): string {
  const { inputs, config, everyMs, looks, rules } = keep;
  const params = [
    ...(inputs.length > 0 || config.length > 0 ? [printParameter(inputs, 'Inputs')] : []),
    ...(config.length > 0 ? [printParameter(config, 'Config')] : []),
  ];
  return `${printImports(keep)}

/** What is kept so, how its actual state is seen, and how it is brought back. */
export const keep: KeepRules = {
  /** Milliseconds between the starts of two passes. */
  everyMs: ${everyMs},
  /** Steps that look by themselves whether what they make is there. */
  looks: ${printValue([...looks])},
  rules: (${params.join(', ')}) => [${rules.map(printRule).join(', ')}],
};
`;
}

function printParameter(inputs: readonly ProgramInput[], type: string): string {
  if (inputs.length === 0) return `_inputs: ${type}`;
  const names = inputs.map(({ name, variable }) => (name === variable ? name : `${name}: ${variable}`));
  return `{ ${names.join(', ')} }: ${type}`;
}

function printImports({ imports, inputs, config }: ProgramKeep): string {
  const files = Map.groupBy(imports.functions, ({ file }) => file);
  const types = [
    ...(config.length > 0 ? ['Config'] : []),
    ...(inputs.length > 0 || config.length > 0 ? ['Inputs'] : []),
  ];
  return [
    ...(types.length > 0 ? [`import type { ${types.join(', ')} } from './inputs.ts';`] : []),
    ...[...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([file, names]) =>
          `import { ${names.map(({ name }) => name).join(', ')} } from './runtime/core/functions/${file}.ts';`,
      ),
    `import type { KeepRules } from './runtime/keep/keep-rules.ts';`,
    ...(imports.values.length > 0 ? [`import { ${imports.values.join(', ')} } from './runtime/values.ts';`] : []),
  ].join('\n');
}

function printRule({ step, server, tool, extract, see, fields, change, remove, settleMs }: ProgramKeepRule): string {
  return printMembers([
    ['step', printString(step)],
    ['server', printString(server)],
    ['tool', printString(tool)],
    ['extract', extract && printString(extract)],
    ['see', printSight(see)],
    ['fields', printMembers(fields.map(([name, shown]) => [printValue(name), printLambda(shown)]))],
    ['change', change && printCall(change)],
    ['remove', remove && printCall(remove)],
    ['settleMs', String(settleMs)],
  ]);
}

function printSight(see: ProgramSight): string {
  switch (see.by) {
    case 'ledger':
      return `{ by: 'ledger' }`;
    case 'get':
      return printMembers([
        ['by', `'get'`],
        ['get', printCall(see.get)],
      ]);
    case 'search': {
      const { read, items, pages, id, key, get } = see;
      return printMembers([
        ['by', `'search'`],
        ['read', printRequest(read)],
        ['items', printLambda(items)],
        [
          'pages',
          pages &&
            printMembers([
              ['param', printString(pages.param)],
              ['first', pages.first && printExpression(pages.first)],
              ['next', printLambda(pages.next)],
              ['until', printLambda(pages.until)],
              ['maxPages', String(pages.maxPages)],
            ]),
        ],
        [
          'id',
          id &&
            printMembers([
              ['made', printLambda(id.made)],
              ['actual', printLambda(id.actual)],
            ]),
        ],
        [
          'key',
          key &&
            printMembers([
              ['wanted', printLambda(key.wanted)],
              ['actual', printLambda(key.actual)],
            ]),
        ],
        ['get', get && printCall(get)],
      ]);
    }
  }
}

function printCall(call: KeepCallLambda): string {
  const named = call.facts.map(({ fact, name }) => (fact === name ? fact : `${fact}: ${name}`));
  const facts = named.length === 0 ? '' : `{ ${named.join(', ')} }`;
  return `(${facts}) => (${printRequest(call)})`;
}

function printRequest({ server, tool, effect, extract, args }: KeepCallLambda): string {
  return printMembers([
    ['server', printString(server)],
    ['tool', printString(tool)],
    ['effect', effect === 'read' ? null : printString(effect)],
    ['extract', effect === 'read' && extract ? printString(extract) : null],
    ['args', printExpression(args)],
  ]);
}

/** Members that are there; a line for each is the formatter's choice. */
function printMembers(members: readonly (readonly [name: string, value: string | null])[]): string {
  return `{ ${members.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])).join(', ')} }`;
}

function printLambda({ params, body }: Lambda): string {
  const printed = printExpression(body);
  return `(${params.join(', ')}) => ${printed.startsWith('{') ? `(${printed})` : printed}`;
}
