import { type ContentBlock, resultText, type ToolResult } from '#core/tool/tool-result.ts';
import type { CallOutcome, TraceCall } from '#core/trace/trace.ts';

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

/** More than this is not sent in answer to a call, whoever asks: 50 MB would keep a page busy for minutes. */
const ANSWER_LIMIT = 2 * 1024 * 1024;

/** What is sent in answer to a call by hand. */
export interface AnsweredCall {
  readonly outcome: CallOutcome;
  /** Length of the whole result as JSON, where `outcome` holds only its beginning. */
  readonly wholeLength?: number;
}

export function cutAnswer<Call extends AnsweredCall>(call: Call): Call {
  if (call.outcome.status !== 'answered') return call;
  const { result } = call.outcome;
  const wholeLength = JSON.stringify(result).length;
  if (wholeLength <= ANSWER_LIMIT) return call;
  return { ...call, outcome: { status: 'answered', result: previewResult(result) }, wholeLength };
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
