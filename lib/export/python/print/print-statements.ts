import { needsGap } from '../../print/needs-gap.ts';
import { printOrigin } from '../../print/print-origin.ts';
import { beginMark, endMark } from '../../print/step-marks.ts';
import type { Origin, Statement } from '../../program/program.ts';
import type { Value } from '../../program/value.ts';
import type { PrintContext } from './print-context.ts';
import { printExpression } from './print-expression.ts';
import { printType } from './print-type.ts';
import { printString } from './print-value.ts';
import { indent } from './python-module.ts';

/** Statements as Python, one after the other; the formatter lays them out. */
export function printStatements(statements: readonly Statement[], context: PrintContext): string {
  return statements
    .map((statement, index) => {
      const gap = needsGap(statements[index - 1], statement) ? '\n' : '';
      return `${gap}${printStatement(statement, context)}`;
    })
    .join('\n');
}

/** The statements of a block, further in; `pass` where there are none. */
export function printBlock(statements: readonly Statement[], context: PrintContext): string {
  return indent(statements.length === 0 ? 'pass' : printStatements(statements, context));
}

function printStatement(statement: Statement, context: PrintContext): string {
  const step = 'origin' in statement ? statement.origin.step : null;
  const text = spell(statement, context);
  return step === null ? text : `# ${beginMark(step)}\n${text}\n# ${endMark(step)}`;
}

function spell(statement: Statement, context: PrintContext): string {
  const text = (value: Value) => printExpression(value, context);
  const comment = 'origin' in statement ? commentOf(statement.origin) : '';
  switch (statement.do) {
    case 'bind':
      return `${bodyBefore(statement.value, context)}${comment}${statement.name} = ${text(statement.value)}`;
    case 'declare':
      return `${statement.name}: ${printType(statement.type, context)}`;
    case 'declareList':
      return `${statement.name}: ${printType(statement.type, context)} = []`;
    case 'assign':
      return `${statement.name} = ${text(statement.value)}`;
    case 'append':
      return `${statement.list}.append(${text(statement.value)})`;
    case 'run':
      return `${bodyBefore(statement.value, context)}${comment}${text(statement.value)}`;
    case 'forEach':
      return `${comment}for ${statement.item} in ${text(statement.list)}:\n${printBlock(statement.body, context)}`;
    case 'if': {
      const then = `${comment}if ${text(statement.cond)}:\n${printBlock(statement.then, context)}`;
      return statement.else.length === 0 ? then : `${then}\nelse:\n${printBlock(statement.else, context)}`;
    }
    case 'try':
      return `${comment}try:\n${printBlock(statement.body, context)}\n${printRefusal(statement, context)}`;
    case 'undemonstrated':
      return `raise ${failure('Undemonstrated', context)}(${printString(statement.step)})`;
    case 'assert': {
      const raise = `raise ${failure('AssertionFailed', context)}(${printString(statement.message)})`;
      return `${comment}if ${text(statement.unless)}:\n${indent(raise)}`;
    }
    case 'return':
      return `return ${text(statement.value)}`;
  }
}

/** Other failures go on as they are. */
function printRefusal(statement: Extract<Statement, { do: 'try' }>, context: PrintContext): string {
  const refused = failure('ToolRefused', context);
  if (statement.contains.length === 0) return `except ${refused}:\n${printBlock(statement.else, context)}`;
  const says = ['error', ...statement.contains.map(printString)].join(', ');
  const other = `if not ${failure('is_refusal', context)}(${says}):\n    raise`;
  const rest = statement.else.length === 0 ? '' : `\n${printStatements(statement.else, context)}`;
  return `except ${refused} as error:\n${indent(`${other}${rest}`)}`;
}

/** The body of a loop that the agent runs, as a function of its own. */
function bodyBefore(value: Value, context: PrintContext): string {
  if (value.is !== 'forEach') return '';
  const returns = value.resultType === null ? 'None' : printType(value.resultType, context);
  const param = `${value.item}: ${printType(value.itemType, context)}`;
  return `async def ${value.name}(${param}) -> ${returns}:\n${printBlock(value.body, context)}\n\n`;
}

function failure(name: string, context: PrintContext): string {
  return context.runtime({ module: 'runtime.failures', name });
}

/** The comment that names the recorded calls. */
function commentOf(origin: Origin): string {
  const text = printOrigin(origin);
  return text === null ? '' : `# ${text}\n`;
}
