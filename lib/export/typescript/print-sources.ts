import type { Trigger } from '#core/workflow/workflow.ts';
import type { AgentAbout } from '../about-agent.ts';
import { formatTypeScript } from '../format-code.ts';
import type { Program } from '../program/program.ts';
import { printInputs } from './print/print-inputs.ts';
import { printJudgements } from './print/print-judgements.ts';
import { printKeep } from './print/print-keep.ts';
import { printMain } from './print/print-main.ts';
import { printTools } from './print/print-tools.ts';
import { printCode } from './print-code.ts';

/** The code of a workflow, file by file, as it is exported. */
export async function printSources(
  program: Program,
  facts: { readonly identity: string; readonly trigger: Trigger; readonly about: AgentAbout },
): Promise<Readonly<Record<string, string>>> {
  const others = {
    'tools.ts': printTools(program),
    'inputs.ts': printInputs(program),
    ...(program.judgements.length > 0 ? { 'judgements.ts': printJudgements(program) } : {}),
    ...(program.keep ? { 'keep.ts': printKeep(program.keep) } : {}),
    'main.ts': printMain(program, facts),
  };
  const formatted = Object.entries(others).map(async ([path, text]) => [path, await formatTypeScript(text)] as const);
  return Object.fromEntries([['workflow.ts', (await printCode(program)).text], ...(await Promise.all(formatted))]);
}
