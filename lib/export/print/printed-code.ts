import type { LineRange } from './step-marks.ts';

/** The file of a workflow as it is exported, and which lines each step became. */
export interface PrintedCode {
  readonly text: string;
  readonly lines: Readonly<Record<string, LineRange>>;
}
