/**
 * Items of a list in a text: the bulleted or numbered lines where there are any, else all lines that are not empty.
 * A single line that says that there is nothing (`No results.`) is an empty list.
 */
export function extractLines(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const items = lines.flatMap((line) => {
    const item = readItem(line);
    return item === undefined ? [] : [item];
  });
  if (items.length > 0) return items;
  return lines.length === 1 && saysNothing(lines[0] ?? '') ? [] : lines.map((line) => line.trim());
}

/** The text after a bullet or a number, or undefined. */
export function readItem(line: string): string | undefined {
  return /^\s*(?:[-*•]|[0-9]+[.)])\s+(.*\S)\s*$/.exec(line)?.[1];
}

/** `No results.`, `No open issues found`, `None`, `(empty)`. */
export function saysNothing(line: string): boolean {
  return /^\s*(?:no(?: [\p{L}-]+){1,4}|none|nothing found|\(?empty\)?)[.!]?\s*$/iu.test(line);
}

/** `Page 1 of 1 (0 subscribers)`, `0 issues found`: a count of what would follow; or a page after the last, `Page 3 of 2`. */
export function saysZero(line: string): boolean {
  const [, page, pages] = /(?:^|\s)page ([0-9]+) of ([0-9]+)(?![0-9])/i.exec(line) ?? [];
  if (page !== undefined && Number(page) > Number(pages)) return true;
  return /(?:^|[\s(])0 [\p{L}-]+(?: found)?[).:!]{0,2}\s*$/u.test(line);
}

/** `Page 1 of 3`, `10 of 42 rooms`: what is shown is not all. */
export function saysPart(line: string): boolean {
  return [...line.matchAll(/([0-9]+) of ([0-9]+)/gi)].some(([, some, all]) => Number(some) < Number(all));
}

/** `and 5 more`, `Next cursor: c2`, `…`: something follows that is not shown. */
export function saysMore(line: string): boolean {
  return /(?:more|next|cursor|continue|truncated|omitted|remaining|…|\.\.\.)/i.test(line);
}
