import type { PrintedCode } from '../print/printed-code.ts';
import { separateMarks } from '../print/step-marks.ts';
import type { Program } from '../program/program.ts';
import { formatPython } from './format-python.ts';
import { printWorkflow } from './print/print-workflow.ts';
import { nameTypes } from './type-names.ts';

/** The one way to the text of a `workflow.py`, and which lines each step became. */
export function printCode(program: Program): PrintedCode {
  return separateMarks(formatPython(printWorkflow(program, nameTypes(program))));
}
