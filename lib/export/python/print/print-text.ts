import type { Value } from '../../program/value.ts';
import type { PrintContext } from './print-context.ts';
import { spell } from './print-expression.ts';
import { printString, printTemplateText } from './print-value.ts';
import { fitting, primary, type Spelled } from './spelled.ts';

/**
 * A template as an f-string. In Python 3.11 no quote of the outer string and no backslash may stand inside its braces;
 * where an expression needs one, the parts are added up instead.
 */
export function spellTemplate(parts: readonly (string | Value)[], context: PrintContext): Spelled {
  const printed = parts.map((part) => (typeof part === 'string' ? part : { inside: insideText(part, context), part }));
  if (printed.every((part) => typeof part === 'string')) return primary(printString(printed.join('')));
  if (printed.every((part) => typeof part === 'string' || part.inside !== null)) {
    const text = printed.map((part) => (typeof part === 'string' ? printTemplateText(part) : `{${part.inside}}`));
    return primary(`f"${text.join('')}"`);
  }
  const terms = printed.map((part) =>
    typeof part === 'string' ? printString(part) : `str(${spell(part.part, context).text})`,
  );
  return { text: terms.join(' + '), level: 'sum' };
}

/** The expression with single quotes, or null where it cannot be written so. A brace in front would be an escape. */
function insideText(value: Value, context: PrintContext): string | null {
  const text = fitting(spell(value, context), 'or');
  if (/['\\#\n]/.test(text) || text.startsWith('{')) return null;
  return text.replaceAll('"', "'");
}
