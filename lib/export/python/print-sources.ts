import type { Trigger } from '#core/workflow/workflow.ts';
import type { AgentAbout } from '../about-agent.ts';
import type { Program } from '../program/program.ts';
import { formatPython } from './format-python.ts';
import { printInputs } from './print/print-inputs.ts';
import { printJudgements } from './print/print-judgements.ts';
import { printKeep } from './print/print-keep.ts';
import { printMain } from './print/print-main.ts';
import { printTools } from './print/print-tools.ts';
import { printCode } from './print-code.ts';
import { nameTypes } from './type-names.ts';

/** The code of a workflow, file by file, as it is exported. */
export function printSources(
  program: Program,
  facts: { readonly identity: string; readonly trigger: Trigger; readonly about: AgentAbout },
): Readonly<Record<string, string>> {
  const names = nameTypes(program);
  const others = {
    'tools.py': printTools(program, names),
    'inputs.py': printInputs(program, names),
    ...(program.judgements.length > 0 ? { 'judgements.py': printJudgements(program, names) } : {}),
    ...(program.keep ? { 'keep.py': printKeep(program.keep, program, names) } : {}),
    'main.py': printMain(program, facts),
  };
  const formatted = Object.entries(others).map(([path, text]) => [path, formatPython(text)] as const);
  return { 'workflow.py': printCode(program).text, ...Object.fromEntries(formatted) };
}
