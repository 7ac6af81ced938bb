import type { RunEvent } from '#core/execution/run-event.ts';
import { describeValue } from '#core/functions/expression-error.ts';
import type { Json } from '#core/json/json.ts';
import type { PlacedRunEvent } from '#core/live/studio-event.ts';
import { previewResult } from '../calls/cut-result.ts';

/** Values whose JSON is longer than this are sent to pages in short: a run over big answers must stay light to follow. */
const LIMIT = 64 * 1024;

/** The event as pages get it: a large answer as its beginning, a large value of a step or of the run in words. */
export function cutRunEvent(event: RunEvent): Omit<PlacedRunEvent, 'index'> {
  switch (event.type) {
    case 'call-ended':
      return isLarge(event.result)
        ? { event: { ...event, result: previewResult(event.result) }, cut: true }
        : { event };
    case 'step-ended':
      return isLarge(event.value) ? { event: { ...event, value: inWords(event.value) }, cut: true } : { event };
    case 'run-ended':
      return isLarge(event.output) ? { event: { ...event, output: inWords(event.output) }, cut: true } : { event };
    default:
      return { event };
  }
}

/** A value in place of one that is too large for lists of runs. */
export function cutValue(value: Json): Json {
  return isLarge(value) ? inWords(value) : value;
}

function isLarge(value: unknown): boolean {
  return JSON.stringify(value).length > LIMIT;
}

function inWords(value: Json): string {
  return `${describeValue(value)}, ${(JSON.stringify(value).length / 1024).toFixed(0)} KB`;
}
