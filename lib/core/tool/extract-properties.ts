/** One `name = value` line. */
export interface Property {
  readonly key: string;
  readonly value: string;
}

/**
 * `name = value` lines, as files of translations, settings and environments have them, in their order. The first `=`
 * divides; values are text and may hold more of them. Blank lines, comments (`#`, `;`, `!`) and `[sections]` say nothing.
 */
export function extractProperties(text: string): Property[] {
  return text.split(/\r?\n/).flatMap((line) => readProperty(line) ?? []);
}

/** Whether every line that says something is a `name = value` line. */
export function holdsProperties(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !SILENT.test(line));
  return lines.length > 0 && lines.every((line) => readProperty(line) !== null);
}

const SILENT = /^\s*([#;!]|\[[^\]]*\]\s*$)/;

/** Names are written in one piece: `checkout.title`, `LOG_LEVEL`, `ui/save`. */
function readProperty(line: string): Property | null {
  if (SILENT.test(line)) return null;
  const found = /^\s*(?:export\s+)?([\p{L}\p{N}_][\p{L}\p{N}_./-]*)\s*=(?![=>])\s*(.*?)\s*$/u.exec(line);
  return found?.[1] === undefined ? null : { key: found[1], value: found[2] ?? '' };
}
