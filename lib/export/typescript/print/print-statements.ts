import { printType } from '../../print/print-type.ts';
import { printString } from '../../print/print-value.ts';
import type { Origin, Statement } from '../../program/program.ts';
import { printExpression } from './print-expression.ts';
import { beginMark, endMark } from './step-marks.ts';

/** Statements as TypeScript, one after the other; the formatter lays them out. */
export function printStatements(statements: readonly Statement[]): string {
  return statements
    .map((statement, index) => `${needsGap(statements[index - 1], statement) ? '\n' : ''}${printStatement(statement)}`)
    .join('\n');
}

function printStatement(statement: Statement): string {
  const step = 'origin' in statement ? statement.origin.step : null;
  const text = spell(statement);
  return step === null ? text : `${beginMark(step)}\n${text}\n${endMark(step)}`;
}

/** Blocks and statements under a comment stand apart; a declaration stays with the block that fills it. */
function needsGap(before: Statement | undefined, statement: Statement): boolean {
  if (before === undefined || before.do === 'declare' || before.do === 'declareList') return false;
  const commented = 'origin' in statement && statement.origin.calls.length > 0;
  return (
    commented || isBlock(before) || isBlock(statement) || statement.do === 'declare' || statement.do === 'declareList'
  );
}

function isBlock(statement: Statement): boolean {
  return statement.do === 'forEach' || statement.do === 'if' || statement.do === 'try';
}

function spell(statement: Statement): string {
  switch (statement.do) {
    case 'bind':
      return `${printOrigin(statement.origin)}const ${statement.name} = ${printExpression(statement.value)};`;
    case 'declare':
      return `let ${statement.name}: ${printType(statement.type)};`;
    case 'declareList':
      return `const ${statement.name}: ${printType(statement.type)} = [];`;
    case 'assign':
      return `${statement.name} = ${printExpression(statement.value)};`;
    case 'append':
      return `${statement.list}.push(${printExpression(statement.value)});`;
    case 'run':
      return `${printOrigin(statement.origin)}${printExpression(statement.value)};`;
    case 'forEach':
      return `${printOrigin(statement.origin)}for (const ${statement.item} of ${printExpression(statement.list)}) {\n${printStatements(statement.body)}\n}`;
    case 'if': {
      const then = `${printOrigin(statement.origin)}if (${printExpression(statement.cond)}) {\n${printStatements(statement.then)}\n}`;
      return statement.else.length === 0 ? then : `${then} else {\n${printStatements(statement.else)}\n}`;
    }
    case 'try':
      return `${printOrigin(statement.origin)}try {\n${printStatements(statement.body)}\n} catch (error) {\nif (!isRefusal(${['error', ...statement.contains.map(printString)].join(', ')})) throw error;\n${printStatements(statement.else)}\n}`;
    case 'undemonstrated':
      return `throw new Undemonstrated(${printString(statement.step)});`;
    case 'assert':
      return `${printOrigin(statement.origin)}if (${printExpression(statement.unless)}) throw new AssertionFailed(${printString(statement.message)});`;
    case 'return':
      return `return ${printExpression(statement.value)};`;
  }
}

/** `// recorded calls c2, c3, c4 and 3 more`: ids are plain names, see `originOf`. */
function printOrigin(origin: Origin): string {
  if (origin.calls.length === 0) return '';
  const more = origin.more > 0 ? ` and ${origin.more} more` : '';
  return `// Recorded as ${origin.calls.join(', ')}${more}\n`;
}
