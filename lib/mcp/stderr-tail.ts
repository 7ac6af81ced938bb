const MAX_LINE = 2_000;

/** The last lines of a stream of text, oldest first; an unfinished line counts as one. */
export interface StderrTail {
  add(chunk: string): void;
  lines(): readonly string[];
  clear(): void;
}

/** `mask` hides secrets; it sees whole lines. */
export function createStderrTail(maxLines: number, mask: (line: string) => string): StderrTail {
  let finished: string[] = [];
  let unfinished = '';
  const cut = (line: string) => mask(line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line);
  return {
    add(chunk) {
      const parts = (unfinished + chunk).split(/\r?\n/);
      unfinished = (parts.pop() ?? '').slice(-MAX_LINE * 2);
      finished = [...finished, ...parts.slice(-maxLines).map(cut)].slice(-maxLines);
    },
    clear() {
      finished = [];
      unfinished = '';
    },
    lines: () => (unfinished === '' ? finished : [...finished, cut(unfinished)].slice(-maxLines)),
  };
}
