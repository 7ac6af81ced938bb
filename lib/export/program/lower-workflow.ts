import type { Input, Workflow } from '#core/workflow/workflow.ts';
import { findReferredSteps } from './find-references.ts';
import { functionName } from './function-name.ts';
import { judgementCollector } from './judgement-collector.ts';
import type { LanguageRules } from './language-rules.ts';
import { type Catalogue, tabulateCalls } from './lower-calls.ts';
import { importCollector, scopeOf, type Variable } from './lower-context.ts';
import { lowerExpression, widen } from './lower-expression.ts';
import { lowerKeep } from './lower-keep.ts';
import { lowerSteps } from './lower-steps.ts';
import { nameScope } from './names.ts';
import type { Program, ProgramInput, Statement } from './program.ts';
import { type Type, UNKNOWN } from './type.ts';
import { typeOfSchema } from './type-of-schema.ts';

/**
 * Workflow to program: every decision about names, order, imports, types and checks. The same workflow and catalogue
 * give the same program. Throws `CannotLower` for a workflow that validation refuses.
 */
export function lowerWorkflow(
  workflow: Workflow,
  {
    catalogue,
    rules,
    keeps = false,
  }: {
    readonly catalogue: Catalogue;
    readonly rules: LanguageRules;
    /** Whether the agent is a control loop over the rules of the workflow. */
    readonly keeps?: boolean;
  },
): Program {
  const { spell } = rules;
  const notOurs = [...rules.reserved, ...rules.inSight(workflow)];
  const names = nameScope(notOurs, spell);
  const imports = importCollector();
  const calls = tabulateCalls(workflow, { catalogue, rules, names });
  const declare = (declared: readonly Input[]) => {
    const scope = rules.inputsAreMembers ? nameScope(rules.reserved, spell) : names;
    return declared.map((input) => lowerInput(input, scope.take(input.name, `${input.name}Input`)));
  };
  const inputs = declare(workflow.inputs);
  const config = declare(workflow.config ?? []);

  const variables = new Map<string, Variable>([
    ...inputs.map((input) => [`input ${input.name}`, { name: input.variable, type: input.type }] as const),
    ...config.map((input) => [`config ${input.name}`, { name: input.variable, type: input.type }] as const),
  ]);
  const judgements = judgementCollector(rules);
  const context = { imports, rules, calls, judgements, referred: findReferredSteps(workflow) };
  const root = scopeOf(variables, names.taken, spell);
  const { statements, scope } = lowerSteps(workflow.body, root, context);
  const output = workflow.output ? lowerExpression(workflow.output, scope, context) : null;
  const last: readonly Statement[] = output ? [{ do: 'return', value: output.value }] : [];

  const used = (of: 'input' | 'config') => (input: Omit<ProgramInput, 'used'>) => ({
    ...input,
    used: root.used.has(`${of} ${input.name}`),
  });
  return {
    name: functionName(workflow, notOurs, spell),
    inputs: inputs.map(used('input')),
    config: config.map(used('config')),
    servers: calls.servers,
    judgements: judgements.collect(),
    imports: imports.collect(),
    keep: keeps && workflow.keep ? lowerKeep(workflow, workflow.keep, { inputs, config, rules }) : null,
    body: [...statements, ...last],
    result: output && widen(output.type),
  };
}

function lowerInput(input: Input, variable: string): Omit<ProgramInput, 'used'> {
  const described = typeOfSchema(input.schema, 'result');
  const type: Type = described.kind === 'unknown' ? UNKNOWN : described;
  return {
    name: input.name,
    variable,
    type,
    schema: input.schema,
    ...(input.default === undefined ? {} : { default: input.default }),
    ...(input.description === undefined ? {} : { description: input.description }),
  };
}
