import { type ContentBlock, resultText, type ToolResult } from '#core/tool/tool-result.ts';
import type { TraceCall } from '#core/trace/trace.ts';

/** Results whose JSON is longer than this are sent to pages as a preview. */
const LIMIT = 64 * 1024;
const PREVIEW = 4 * 1024;

/** The call as a page first gets it: with a preview in place of a long result. Null where nothing had to be cut. */
export function cutResult(call: TraceCall): TraceCall | null {
  if (call.outcome.status !== 'answered') return null;
  const { result } = call.outcome;
  if (JSON.stringify(result).length <= LIMIT) return null;
  return { ...call, outcome: { status: 'answered', result: previewResult(result) } };
}

/** The beginning of the text, or of the structured content where there is no text; images and the like go. */
export function previewResult(result: ToolResult): ToolResult {
  const text = resultText(result) || JSON.stringify(result.structuredContent ?? '');
  const block: ContentBlock = { type: 'text', text: wellFormedStart(text) };
  return { content: [block], ...(result.isError !== undefined && { isError: result.isError }) };
}

function wellFormedStart(text: string): string {
  const last = text.charCodeAt(PREVIEW - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? PREVIEW - 1 : PREVIEW);
}
