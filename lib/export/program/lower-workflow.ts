import type { Input, Workflow } from '#core/workflow/workflow.ts';
import { findReferredSteps } from './find-references.ts';
import { functionName } from './function-name.ts';
import { findImportedNames } from './imported-names.ts';
import { judgementCollector } from './judgement-collector.ts';
import { type Catalogue, tabulateCalls } from './lower-calls.ts';
import { importCollector, scopeOf, type Variable } from './lower-context.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerSteps } from './lower-steps.ts';
import { nameScope } from './names.ts';
import type { Program, ProgramInput, Statement } from './program.ts';
import { RESERVED_NAMES } from './reserved-names.ts';
import { type Type, UNKNOWN } from './type.ts';
import { typeOfSchema } from './type-of-schema.ts';

/**
 * Workflow to program: every decision about names, order, imports, types and checks. The same workflow and catalogue
 * give the same program. Throws `CannotLower` for a workflow that validation refuses.
 */
export function lowerWorkflow(workflow: Workflow, options: { readonly catalogue: Catalogue }): Program {
  const importedNames = findImportedNames(workflow);
  const names = nameScope([...RESERVED_NAMES, ...importedNames]);
  const imports = importCollector();
  const calls = tabulateCalls(workflow, options.catalogue, names);
  const inputs = workflow.inputs.map((input) => lowerInput(input, names.take(input.name, `${input.name}Input`)));
  const config = (workflow.config ?? []).map((input) =>
    lowerInput(input, names.take(input.name, `${input.name}Input`)),
  );

  const variables = new Map<string, Variable>([
    ...inputs.map((input) => [`input ${input.name}`, { name: input.variable, type: input.type }] as const),
    ...config.map((input) => [`config ${input.name}`, { name: input.variable, type: input.type }] as const),
  ]);
  const judgements = judgementCollector();
  const context = { imports, calls, judgements, referred: findReferredSteps(workflow) };
  const root = scopeOf(variables, names.taken);
  const { statements, scope } = lowerSteps(workflow.body, root, context);
  const output: readonly Statement[] = workflow.output
    ? [{ do: 'return', value: lowerExpression(workflow.output, scope, context).value }]
    : [];

  const used = (input: Omit<ProgramInput, 'used'>): ProgramInput => ({ ...input, used: root.used.has(input.variable) });
  return {
    name: functionName(workflow, [...RESERVED_NAMES, ...importedNames]),
    inputs: inputs.map(used),
    config: config.map(used),
    servers: calls.servers,
    judgements: judgements.collect(),
    imports: imports.collect(),
    body: [...statements, ...output],
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
  };
}
