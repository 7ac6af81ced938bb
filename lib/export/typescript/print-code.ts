import { formatTypeScript } from '../format-code.ts';
import type { Program } from '../program/program.ts';
import { printWorkflow } from './print/print-workflow.ts';
import { type LineRange, separateMarks } from './print/step-marks.ts';

/** A program's `workflow.ts` as it is exported, and which lines each step became. */
export interface PrintedCode {
  readonly text: string;
  readonly lines: Readonly<Record<string, LineRange>>;
}

/** The one way to the text of a workflow: the studio's view beside the graph and the bundle's file are the same. */
export async function printCode(program: Program): Promise<PrintedCode> {
  return separateMarks(await formatTypeScript(printWorkflow(program)));
}
