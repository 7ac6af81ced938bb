import type { JsonObject } from '#core/json/json.ts';
import type { Trigger } from '#core/workflow/workflow.ts';
import type { AgentAbout } from '../../about-agent.ts';
import { printString, printValue } from '../../print/print-value.ts';
import type { Program } from '../../program/program.ts';

/** `main.ts`: names the parts and hands over to the runtime. */
export function printMain(
  program: Program,
  facts: { readonly identity: string; readonly trigger: Trigger; readonly about: AgentAbout },
): string {
  const config = program.config.length > 0;
  const judges = program.judgements.length > 0;
  return `import { ${config ? 'config, inputs' : 'inputs'} } from './inputs.ts';
${judges ? `import * as judgements from './judgements.ts';\n` : ''}${program.keep ? `import { keep } from './keep.ts';\n` : ''}import type { AgentProgram } from './runtime/command/agent-program.ts';
import { runCommand } from './runtime/command/run-command.ts';
import { ${program.name} } from './workflow.ts';

export const program: AgentProgram = {
  // What the ledger knows this agent by. Everything else may be renamed.
  identity: ${printString(facts.identity)},
  // What traces and metrics call it, unless OTEL_SERVICE_NAME does.
  name: ${printString(facts.about.name)},
  run: ${program.name},
  inputs,
  config${config ? '' : ': []'},
${judges ? '  judgements: Object.values(judgements),\n' : ''}${program.keep ? '  keep,\n' : ''}  trigger: ${printValue(triggerValue(facts.trigger, facts.about))},
};

if (import.meta.main) await runCommand(program, import.meta.dirname);
`;
}

function triggerValue(trigger: Trigger, { name, title, description }: AgentAbout): JsonObject {
  switch (trigger.on) {
    case 'manual':
    case 'keep':
      return { on: trigger.on };
    case 'schedule':
      return { on: trigger.on, cron: trigger.cron, timeZone: trigger.timeZone };
    case 'webhook':
      return {
        on: trigger.on,
        path: trigger.path,
        inputs: Object.fromEntries(Object.entries(trigger.inputs ?? {}).map(([name, path]) => [name, [...path]])),
      };
    case 'queue':
      return {
        on: trigger.on,
        kind: trigger.kind,
        name: trigger.name,
        group: name,
        inputs: Object.fromEntries(Object.entries(trigger.inputs ?? {}).map(([input, path]) => [input, [...path]])),
      };
    case 'endpoint':
      return { on: trigger.on, name, title, ...(description === undefined ? {} : { description }) };
  }
}
