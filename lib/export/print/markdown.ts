/** Foreign words inside Markdown, as words and nothing else: one line, no markup, no HTML, no links, at most 300 long. */
export function markdownText(text: string): string {
  return plainLine(text, 300)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]#|~]/g, '\\$&')
    .replace(/^([-+]|\d+[.)])(?=\s)/, '\\$&')
    .replace(/:\/\//g, '&#58;//');
}

/** A foreign value as code: the fence is longer than any run of backticks in it. */
export function markdownCode(text: string): string {
  const line = plainLine(text, 120);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return line.includes('`') ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

function plainLine(text: string, most: number): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line === '' ? '(empty)' : line;
}
