import type { Trigger } from '#core/workflow/workflow.ts';
import type { AgentAbout } from '../../about-agent.ts';
import { CannotLower } from '../../program/lower-context.ts';
import type { Program } from '../../program/program.ts';
import { printString, printValue } from './print-value.ts';
import { isUsed } from './print-workflow.ts';
import { indent, type PythonModule, pythonModule } from './python-module.ts';

/** `main.py`: names the parts and hands over to the runtime. */
export function printMain(
  program: Program,
  facts: { readonly identity: string; readonly trigger: Trigger; readonly about: AgentAbout },
): string {
  const module = pythonModule();
  const any = module.from('typing', 'Any');
  const given = [
    'agent',
    ...(isUsed(program.inputs) ? [`${module.from('inputs', 'Inputs')}.parse(inputs)`] : []),
    ...(isUsed(program.config) ? [`${module.from('inputs', 'Config')}.parse(config)`] : []),
  ];
  const call = `await ${module.from('workflow', program.name)}(${given.join(', ')})`;
  const judgements = program.judgements.map(({ name }) => `${module.whole('judgements')}.${name}`);
  const parts = [
    `# What the ledger knows this agent by. Everything else may be renamed.\nidentity=${printString(facts.identity)}`,
    `# What traces and metrics call it, unless OTEL_SERVICE_NAME does.\nname=${printString(facts.about.name)}`,
    'run=run',
    `inputs=${module.from('inputs', 'INPUTS')}`,
    ...(program.config.length > 0 ? [`config=${module.from('inputs', 'CONFIG')}`] : []),
    ...(judgements.length > 0 ? [`judgements=[${judgements.join(', ')}]`] : []),
    ...(program.keep ? [`keep=${module.from('keep', 'KEEP')}`] : []),
    `trigger=${printTrigger(facts, module)}`,
  ];
  const text = `
async def run(agent: ${module.from('runtime.agent', 'Agent')}, inputs: ${any}, config: ${any}) -> ${any}:
    """The workflow, from inputs and settings by their declared names."""
    ${program.result === null ? call : `return ${call}`}


PROGRAM = ${module.from('runtime.agent_program', 'AgentProgram')}(
${indent(parts.join(',\n'))},
)

if __name__ == "__main__":
    ${module.whole('sys')}.exit(${module.from('runtime.command.run_command', 'run_command')}(PROGRAM, ${module.from('pathlib', 'Path')}(__file__).parent))
`;
  return `"""Names the parts and hands over to the runtime."""

${module.imports()}${text}`;
}

function printTrigger(
  { trigger, about }: { readonly trigger: Trigger; readonly about: AgentAbout },
  module: PythonModule,
): string {
  const type = (name: string) => module.from('runtime.agent_program', name);
  switch (trigger.on) {
    case 'manual':
      return `${type('ManualTrigger')}()`;
    case 'schedule':
      return `${type('ScheduleTrigger')}(cron=${printString(trigger.cron)}, time_zone=${printString(trigger.timeZone)})`;
    case 'keep':
      return `${type('KeepTrigger')}()`;
    case 'webhook':
      return `${type('WebhookTrigger')}(path=${printString(trigger.path)}, inputs=${printPaths(trigger.inputs)})`;
    case 'endpoint': {
      const { name, title, description } = about;
      const described = description === undefined ? '' : `, description=${printString(description)}`;
      return `${type('EndpointTrigger')}(name=${printString(name)}, title=${printString(title)}${described})`;
    }
    case 'queue':
      if (trigger.kind !== 'redis') throw new CannotLower('An agent in Python takes the messages of Redis only.');
      return `${type('QueueTrigger')}(name=${printString(trigger.name)}, group=${printString(about.name)}, inputs=${printPaths(trigger.inputs)})`;
  }
}

/** Input name to its place in a body. */
function printPaths(inputs: Readonly<Record<string, readonly (string | number)[]>> = {}): string {
  return printValue(Object.fromEntries(Object.entries(inputs).map(([name, path]) => [name, [...path]] as const)));
}
