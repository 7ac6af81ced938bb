import type { Json } from '../../json/json.ts';
import { oneLineError } from '../../json/schema.ts';
import type { EffectClass } from '../../tool/effect-class.ts';
import type { ToolRef } from '../../tool/tool-ref.ts';
import { stepSchema } from '../parse-workflow.ts';
import type { Id, Step, Workflow } from '../workflow.ts';
import { replaceStep, stepCalled } from './edit-steps.ts';
import { EditRefused, type StepOption } from './workflow-edit.ts';

const OPTIONS: Readonly<Record<Step['do'], readonly StepOption[]>> = {
  call: ['effect', 'retry'],
  let: [],
  forEach: ['onError', 'parallel'],
  paginate: ['param', 'maxPages'],
  poll: ['everyMs', 'timeoutMs'],
  if: ['else'],
  try: ['on'],
  llm: ['task', 'output'],
  approve: [],
  assert: ['message'],
};

/** Sets what a step has beside its values, or lets its default hold again. Throws `EditRefused` where it does not fit. */
export function setOption(workflow: Workflow, id: Id, option: StepOption, value: Json | undefined): Workflow {
  const step = stepCalled(workflow, id);
  const known = OPTIONS[step.do];
  if (!known.includes(option)) {
    throw new EditRefused(
      `Step "${id}" has no option "${option}". ${known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`}`,
    );
  }
  if (option === 'else' && value !== 'undemonstrated' && !(Array.isArray(value) && value.length === 0)) {
    throw new EditRefused(`The other side of "${id}" either stops or begins empty; steps are put there one by one.`);
  }
  const others = Object.entries(step).filter(([name]) => name !== option);
  const changed = stepSchema.safeParse(
    JSON.parse(JSON.stringify(Object.fromEntries([...others, ...(value === undefined ? [] : [[option, value]])]))),
  );
  if (!changed.success) throw new EditRefused(`Step "${id}", ${option}: ${oneLineError(changed.error)}`);
  return replaceStep(workflow, changed.data);
}

/** Another tool in the same place. Its arguments stay as they are; what the new one lacks or does not take is found. */
export function setTool(workflow: Workflow, id: Id, { server, tool }: ToolRef, effect: EffectClass): Workflow {
  const step = stepCalled(workflow, id);
  switch (step.do) {
    case 'call':
      return replaceStep(workflow, { ...step, server, tool, effect });
    case 'paginate':
    case 'poll':
      return replaceStep(workflow, { ...step, call: { ...step.call, server, tool } });
    default:
      throw new EditRefused(`Step "${id}" calls no tool.`);
  }
}
