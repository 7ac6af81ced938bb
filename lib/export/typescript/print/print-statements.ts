import { printType } from '../../print/print-type.ts';
import { printString } from '../../print/print-value.ts';
import type { Origin, Statement } from '../../program/program.ts';
import { printExpression } from './print-expression.ts';

/** Statements as TypeScript, one after the other; the formatter lays them out. */
export function printStatements(statements: readonly Statement[]): string {
  return statements.map(printStatement).join('\n');
}

function printStatement(statement: Statement): string {
  switch (statement.do) {
    case 'bind':
      return `${printOrigin(statement.origin)}const ${statement.name} = ${printExpression(statement.value)};\n`;
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
      return `${printOrigin(statement.origin)}for (const ${statement.item} of ${printExpression(statement.list)}) {\n${printStatements(statement.body)}\n}\n`;
    case 'if': {
      const then = `${printOrigin(statement.origin)}if (${printExpression(statement.cond)}) {\n${printStatements(statement.then)}\n}`;
      return statement.else.length === 0 ? then : `${then} else {\n${printStatements(statement.else)}\n}`;
    }
    case 'try':
      return `${printOrigin(statement.origin)}try {\n${printStatements(statement.body)}\n} catch (error) {\nif (!isRefusal(${['error', ...statement.contains.map(printString)].join(', ')})) throw error;\n${printStatements(statement.else)}\n}`;
    case 'undemonstrated':
      return `throw new Undemonstrated(${printString(statement.step)});`;
    case 'assert':
      return `${printOrigin(statement.origin)}if (!(${printExpression(statement.cond)})) throw new AssertionFailed(${printString(statement.message)});`;
    case 'return':
      return `\nreturn ${printExpression(statement.value)};`;
  }
}

/** `// recorded calls c2, c3, c4 and 3 more`: ids are plain names, see `originOf`. */
function printOrigin(origin: Origin): string {
  if (origin.calls.length === 0) return '';
  const more = origin.more > 0 ? ` and ${origin.more} more` : '';
  const word = origin.calls.length + origin.more === 1 ? 'call' : 'calls';
  return `// Recorded ${word} ${origin.calls.join(', ')}${more}\n`;
}
