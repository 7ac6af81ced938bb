import { formatTypeScript } from '../format-code.ts';
import type { PrintedCode } from '../print/printed-code.ts';
import { separateMarks } from '../print/step-marks.ts';
import type { Program } from '../program/program.ts';
import { printWorkflow } from './print/print-workflow.ts';

/** The one way to the text of a workflow: the studio's view beside the graph and the bundle's file are the same. */
export async function printCode(program: Program): Promise<PrintedCode> {
  return separateMarks(await formatTypeScript(printWorkflow(program)));
}
