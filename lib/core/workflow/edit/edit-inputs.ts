import type { Json, JsonSchema } from '../../json/json.ts';
import type { Id, Input, Workflow } from '../workflow.ts';
import { assertFreeName, mapWorkflowExprs, renamedRefs } from './names.ts';
import { EditRefused } from './workflow-edit.ts';

export function addInput(workflow: Workflow, input: Input, index?: number): Workflow {
  assertFreeName(workflow, input.name);
  return { ...workflow, inputs: workflow.inputs.toSpliced(index ?? workflow.inputs.length, 0, input) };
}

export function renameInput(workflow: Workflow, from: Id, to: Id): Workflow {
  const input = inputNamed(workflow, from);
  if (from === to) return workflow;
  assertFreeName(workflow, to);
  const { trigger } = workflow;
  return {
    ...renamedRefs(workflow, 'input', from, to),
    inputs: workflow.inputs.map((other) => (other === input ? { ...input, name: to } : other)),
    ...((trigger?.on === 'webhook' || trigger?.on === 'queue') && trigger.inputs
      ? {
          trigger: {
            ...trigger,
            inputs: Object.fromEntries(
              Object.entries(trigger.inputs).map(([name, path]) => [name === from ? to : name, path]),
            ),
          },
        }
      : {}),
  };
}

export function setInput(
  workflow: Workflow,
  change: {
    readonly name: Id;
    readonly default?: Json;
    readonly description?: string;
    readonly schema?: JsonSchema;
  },
): Workflow {
  const input = inputNamed(workflow, change.name);
  const changed: Input = {
    ...input,
    ...(change.default === undefined ? {} : { default: change.default }),
    ...(change.description === undefined ? {} : { description: change.description }),
    ...(change.schema === undefined ? {} : { schema: change.schema }),
  };
  return { ...workflow, inputs: workflow.inputs.map((other) => (other === input ? changed : other)) };
}

export function removeInput(workflow: Workflow, name: Id): Workflow {
  const input = inputNamed(workflow, name);
  const { default: value } = input;
  let used = false;
  const without = mapWorkflowExprs(workflow, (expr) => {
    if (expr.$ !== 'ref' || expr.of !== 'input' || expr.id !== name) return expr;
    used = true;
    return value === undefined ? expr : { $: 'lit', value };
  });
  if (used && value === undefined) {
    throw new EditRefused(
      `Input "${name}" is used and has no default that could stand in its place. Give it one first.`,
    );
  }
  return { ...without, inputs: workflow.inputs.filter((other) => other !== input) };
}

function inputNamed(workflow: Workflow, name: Id): Input {
  const input = workflow.inputs.find((candidate) => candidate.name === name);
  if (input) return input;
  const names = workflow.inputs.map((candidate) => candidate.name).join(', ');
  throw new EditRefused(`There is no input "${name}". ${names === '' ? 'None is declared.' : `Declared: ${names}.`}`);
}
