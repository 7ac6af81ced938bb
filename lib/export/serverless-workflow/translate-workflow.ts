import type { JsonObject } from '#core/json/json.ts';
import { type Trigger, type Workflow, workflowIdentity } from '#core/workflow/workflow.ts';
import type { ServerEntries } from '../server-entries.ts';
import type { Task, WorkflowDocument } from './document.ts';
import { literal, plainText } from './jq/jq-words.ts';
import { expression } from './jq/print-jq.ts';
import { refuseRepeatedChanges } from './refuse-repeated-changes.ts';
import { translateSteps } from './translate-steps.ts';
import { beginTranslation } from './translation.ts';

/**
 * A workflow in the language of CNCF Serverless Workflow 1.0.3. The context holds everything that later steps read:
 * `inputs`, `now`, `timeZone`, the values of `steps`, and what was `made` under keys. Throws `TargetRefused` where the
 * language cannot say what the workflow does; it never says something else.
 */
export function translateWorkflow(
  workflow: Workflow,
  facts: { readonly name: string; readonly trigger: Trigger; readonly servers: ServerEntries },
): WorkflowDocument {
  const { name, trigger, servers } = facts;
  if (trigger.on === 'schedule') refuseRepeatedChanges(workflow);
  const translation = beginTranslation(workflow, servers);
  const tasks = translateSteps(workflow.body, translation);
  const secrets = servers.variables
    .map((variable) => variable.name)
    .filter((each) => uses(translation.functions(), each));
  return {
    document: {
      dsl: '1.0.3',
      namespace: 'tracewright',
      name,
      version: '1.0.0',
      title: plainText(workflow.name),
      ...(workflow.description === undefined ? {} : { summary: plainText(workflow.description) }),
    },
    input: { schema: { document: inputSchema(workflow) } },
    use: { ...(secrets.length === 0 ? {} : { secrets }), functions: translation.functions() },
    ...(trigger.on === 'schedule' ? { schedule: { cron: trigger.cron.trim() } } : {}),
    do: [{ begin: begin(workflow, trigger) }, ...tasks],
    output: { as: workflow.output ? expression(workflow.output) : '${ null }' },
  };
}

function uses(functions: Readonly<Record<string, Task>>, secret: string): boolean {
  return Object.values(functions).some(({ input }) => input?.from.includes(`$secrets.${secret}`) ?? false);
}

function begin({ inputs, config = [] }: Workflow, trigger: Trigger): Task {
  const defaults = [...inputs, ...config].flatMap((input) =>
    input.default === undefined ? [] : [[input.name, input.default] as const],
  );
  const zone = trigger.on === 'schedule' ? trigger.timeZone : 'UTC';
  return {
    set: `\${ {inputs: (${literal(Object.fromEntries(defaults))} + (. // {})), now: $workflow.startedAt.iso8601, timeZone: ${literal(zone)}, steps: {}, made: {}} }`,
    export: { as: '${ $output }' },
  };
}

/** Inputs and settings side by side: the language knows no difference. */
function inputSchema(workflow: Workflow): JsonObject {
  const all = [...workflow.inputs, ...(workflow.config ?? [])];
  const needed = all.filter((input) => input.default === undefined).map((input) => input.name);
  return {
    type: 'object',
    title: `Inputs of ${workflowIdentity(workflow)}`,
    properties: Object.fromEntries(all.map((input) => [input.name, input.schema as JsonObject])),
    ...(needed.length === 0 ? {} : { required: needed }),
    additionalProperties: false,
  };
}
