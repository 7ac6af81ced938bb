/** Lines of a file that belong to a step, counted from 1, both ends included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** What stands in comments around a step's statements while the file is laid out; `separateMarks` takes those out. */
export function beginMark(step: string): string {
  return `<${step}>`;
}

export function endMark(step: string): string {
  return `</${step}>`;
}

/** The file without marks, and where each step stands in it. Step ids are plain names, so a mark is never foreign text. */
export function separateMarks(marked: string): {
  readonly text: string;
  readonly lines: Readonly<Record<string, LineRange>>;
} {
  const kept: string[] = [];
  const begun = new Map<string, number>();
  const lines: Record<string, LineRange> = {};
  for (const line of marked.split('\n')) {
    const [, end, step] = /^\s*(?:\/\/|#) ?<(\/?)([a-z][A-Za-z0-9]*)>$/.exec(line) ?? [];
    if (step === undefined) kept.push(line);
    else if (end === '') begun.set(step, kept.length + 1);
    else lines[step] = { from: begun.get(step) ?? kept.length, to: lastWithText(kept) };
  }
  return { text: kept.join('\n'), lines };
}

function lastWithText(lines: readonly string[]): number {
  return lines.findLastIndex((line) => line.trim() !== '') + 1;
}
