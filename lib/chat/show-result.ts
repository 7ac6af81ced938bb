import { resultText, type ToolResult } from '#core/tool/tool-result.ts';

/** About 5,000 tokens. */
export const SHOWN_CHARACTERS = 20_000;

export interface ShownResult {
  readonly text: string;
  /** Only where the text is a beginning. */
  readonly shownCharacters?: number;
  readonly totalCharacters?: number;
}

/**
 * What a model is shown of a result: its text, or its structured data where it has no text; pictures, sound and bytes
 * as one line each. A long one is cut to its beginning and says how to read on.
 */
export function showResult(result: ToolResult, call: string, limit: number = SHOWN_CHARACTERS): ShownResult {
  const whole = readableText(result);
  if (whole.length <= limit) return { text: whole === '' ? '(empty result)' : whole };
  const shown = wholeCharacters(whole, limit);
  const note = `\n\n[Shown: characters 0 to ${shown} of ${whole.length}. Read on with read_more {"call": "${call}", "from": ${shown}}.]`;
  return { text: whole.slice(0, shown) + note, shownCharacters: shown, totalCharacters: whole.length };
}

/** A later part of a result that was shown in part; `from` beyond the end says so. */
export function showMore(result: ToolResult, part: { readonly from: number; readonly length?: number }): ShownResult {
  const whole = readableText(result);
  const length = Math.min(Math.max(part.length ?? SHOWN_CHARACTERS, 1), SHOWN_CHARACTERS);
  if (part.from >= whole.length) return { text: `(The result has only ${whole.length} characters.)` };
  const end = wholeCharacters(whole, Math.min(part.from + length, whole.length));
  const rest = end < whole.length ? `\n\n[Characters ${part.from} to ${end} of ${whole.length}.]` : '';
  return { text: whole.slice(part.from, end) + rest, shownCharacters: end, totalCharacters: whole.length };
}

/** The result as text, whole. */
export function readableText(result: ToolResult): string {
  const text = resultText(result);
  const others = result.content.flatMap((block): string[] => {
    switch (block.type) {
      case 'text':
        return [];
      case 'image':
      case 'audio':
        return [`[${block.type} ${block.mimeType}, ${kilobytes(block.data)}; the user sees it, you do not]`];
      case 'resource_link':
        return [`[resource ${block.name} (${block.uri}${block.mimeType ? `, ${block.mimeType}` : ''})]`];
      case 'resource':
        return [
          block.resource.text ?? `[resource ${block.resource.uri}, ${kilobytes(block.resource.blob ?? '')} of bytes]`,
        ];
      default:
        // Kinds of later protocol revisions are kept as they came.
        return [`[${(block as { type: string }).type}]`];
    }
  });
  const said = [text, ...others].filter((part) => part !== '').join('\n');
  if (said !== '' || result.structuredContent === undefined) return said;
  return JSON.stringify(result.structuredContent);
}

/** The largest cut at or before `at` that does not split a character. */
function wholeCharacters(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return at < text.length && code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}

function kilobytes(base64: string): string {
  return `${Math.max(1, Math.round((base64.length * 3) / 4 / 1024))} KB`;
}
