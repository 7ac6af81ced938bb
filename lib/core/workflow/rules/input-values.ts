import type { Finding } from '../finding.ts';
import { fitsType, typeOfValue, typesOfSchema } from '../static-type.ts';
import { allSteps, stepExprs } from '../walk.ts';
import { refsOf } from '../walk-exprs.ts';
import type { Input } from '../workflow.ts';
import type { Rule } from './rule.ts';

/** Inputs have a default of their own type, and something uses them. */
export const inputValues: Rule = ({ workflow }) => {
  const used = new Set(
    [
      ...allSteps(workflow.body).flatMap((step) => stepExprs(step).map((placed) => placed.expr)),
      ...(workflow.output ? [workflow.output] : []),
    ]
      .flatMap(refsOf)
      .map((ref) => `${ref.of} ${ref.id}`),
  );
  const check = (inputs: readonly Input[], of: 'input' | 'config') =>
    inputs.flatMap((input, index): Finding[] => {
      const word = of === 'input' ? 'Input' : 'Setting';
      const place = { step: '', slot: [of === 'input' ? 'inputs' : 'config', index] };
      const finding = (severity: Finding['severity'], message: string): Finding => ({
        rule: 'input-values',
        severity,
        message,
        place,
      });
      const types = typesOfSchema(input.schema);
      const given = input.default;
      const mistyped = given !== undefined && !types.some((type) => fitsType(typeOfValue(given), type));
      return [
        ...(mistyped
          ? [
              finding(
                'error',
                `${word} "${input.name}" must be ${types.join(' or ')}, but its default is ${typeOfValue(given)}.`,
              ),
            ]
          : []),
        ...(given === undefined
          ? [finding('note', `${word} "${input.name}" has no default, so every run must give it.`)]
          : []),
        ...(used.has(`${of} ${input.name}`) ? [] : [finding('warning', `${word} "${input.name}" is not used.`)]),
      ];
    });
  return [...check(workflow.inputs, 'input'), ...check(workflow.config ?? [], 'config')];
};
