import { needsGap } from '../../print/needs-gap.ts';
import { printOrigin } from '../../print/print-origin.ts';
import { printType } from '../../print/print-type.ts';
import { printString } from '../../print/print-value.ts';
import { beginMark, endMark } from '../../print/step-marks.ts';
import type { Origin, Statement } from '../../program/program.ts';
import { printExpression } from './print-expression.ts';

/** Statements as TypeScript, one after the other; the formatter lays them out. */
export function printStatements(statements: readonly Statement[]): string {
  return statements
    .map((statement, index) => `${needsGap(statements[index - 1], statement) ? '\n' : ''}${printStatement(statement)}`)
    .join('\n');
}

function printStatement(statement: Statement): string {
  const step = 'origin' in statement ? statement.origin.step : null;
  const text = spell(statement);
  return step === null ? text : `//${beginMark(step)}\n${text}\n//${endMark(step)}`;
}

function spell(statement: Statement): string {
  switch (statement.do) {
    case 'bind':
      return `${commentOf(statement.origin)}const ${statement.name} = ${printExpression(statement.value)};`;
    case 'declare':
      return `let ${statement.name}: ${printType(statement.type)};`;
    case 'declareList':
      return `const ${statement.name}: ${printType(statement.type)} = [];`;
    case 'assign':
      return `${statement.name} = ${printExpression(statement.value)};`;
    case 'append':
      return `${statement.list}.push(${printExpression(statement.value)});`;
    case 'run':
      return `${commentOf(statement.origin)}${printExpression(statement.value)};`;
    case 'forEach':
      return `${commentOf(statement.origin)}for (const ${statement.item} of ${printExpression(statement.list)}) {\n${printStatements(statement.body)}\n}`;
    case 'if': {
      const then = `${commentOf(statement.origin)}if (${printExpression(statement.cond)}) {\n${printStatements(statement.then)}\n}`;
      return statement.else.length === 0 ? then : `${then} else {\n${printStatements(statement.else)}\n}`;
    }
    case 'try':
      return `${commentOf(statement.origin)}try {\n${printStatements(statement.body)}\n} catch (error) {\nif (!isRefusal(${['error', ...statement.contains.map(printString)].join(', ')})) throw error;\n${printStatements(statement.else)}\n}`;
    case 'undemonstrated':
      return `throw new Undemonstrated(${printString(statement.step)});`;
    case 'assert':
      return `${commentOf(statement.origin)}if (${printExpression(statement.unless)}) throw new AssertionFailed(${printString(statement.message)});`;
    case 'return':
      return `return ${printExpression(statement.value)};`;
  }
}

/** The comment that names the recorded calls. */
function commentOf(origin: Origin): string {
  const text = printOrigin(origin);
  return text === null
    ? ''
    : `// ${text}
`;
}
