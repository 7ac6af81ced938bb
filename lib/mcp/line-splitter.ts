/** What came out of a stream of lines: a whole line, or the edges of one that was too large and was thrown away. */
export type StreamLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly head: string; readonly tail: string };

const EDGE = 2_048;

/**
 * Cuts chunks of bytes into lines without ever holding more than `maxBytes` of one line. Handles `\r\n`.
 * Returns a function that takes the next chunk and gives the lines that it completed.
 */
export function createLineSplitter(maxBytes: number): (chunk: Buffer) => StreamLine[] {
  let parts: Buffer[] = [];
  let bytes = 0;
  let head: string | null = null;
  let tail = Buffer.alloc(0);

  const add = (part: Buffer) => {
    bytes += part.length;
    if (head === null && bytes <= maxBytes) {
      parts.push(part);
      return;
    }
    if (head === null) {
      const kept = Buffer.concat([...parts, part]);
      head = kept.subarray(0, EDGE).toString('utf8');
      tail = kept.subarray(-EDGE);
      parts = [];
      return;
    }
    tail = Buffer.concat([tail, part.subarray(-EDGE)]).subarray(-EDGE);
  };

  const finish = (): StreamLine => {
    const line: StreamLine =
      head === null
        ? { kind: 'line', text: textOf(parts) }
        : { kind: 'too-large', bytes, head, tail: tail.toString('utf8') };
    parts = [];
    bytes = 0;
    head = null;
    tail = Buffer.alloc(0);
    return line;
  };

  return (chunk) => {
    const lines: StreamLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, at));
      lines.push(finish());
      from = at + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
    return lines;
  };
}

function textOf(parts: readonly Buffer[]): string {
  const [only] = parts;
  const whole = parts.length === 1 && only ? only : Buffer.concat(parts);
  return whole.at(-1) === 13 ? whole.toString('utf8', 0, whole.length - 1) : whole.toString('utf8');
}
