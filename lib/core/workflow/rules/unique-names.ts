import type { Finding } from '../finding.ts';
import { innerBodies, stepExprs } from '../walk.ts';
import type { Input, Step } from '../workflow.ts';
import type { Rule } from './rule.ts';

/** Steps have ids of their own, inputs and settings names of their own, and a loop's variable hides no step or variable. */
export const uniqueNames: Rule = ({ workflow }) => {
  const findings: Finding[] = [];
  const error = (message: string, step: string, slot: readonly (string | number)[]) =>
    findings.push({ rule: 'unique-names', severity: 'error', message, place: { step, slot } });

  const checkInputs = (inputs: readonly Input[], kind: string, member: string) => {
    inputs.forEach((input, index) => {
      if (inputs.findIndex((other) => other.name === input.name) < index) {
        error(`There are two ${kind} called "${input.name}". Rename one of them.`, '', [member, index]);
      }
    });
  };
  checkInputs(workflow.inputs, 'inputs', 'inputs');
  checkInputs(workflow.config ?? [], 'settings', 'config');

  const seen = new Set<string>();
  const checkBody = (body: readonly Step[], vars: readonly string[]) => {
    for (const step of body) {
      if (seen.has(step.id)) error(`There are two steps called "${step.id}". Rename one of them.`, step.id, ['id']);
      if (vars.includes(step.id)) {
        error(`Step "${step.id}" has the name of the variable of a loop around it. Rename one of them.`, step.id, [
          'id',
        ]);
      }
      seen.add(step.id);
      const own = new Set([
        ...innerBodies(step).flatMap((inner) => inner.sees),
        ...stepExprs(step).flatMap((placed) => placed.sees),
      ]);
      for (const name of own) {
        if (vars.includes(name) || seen.has(name)) {
          error(
            `Step "${step.id}" calls its variable "${name}", which something else around it is called too.`,
            step.id,
            [],
          );
        }
      }
      for (const inner of innerBodies(step)) checkBody(inner.body, [...vars, ...inner.sees]);
    }
  };
  checkBody(workflow.body, []);
  return findings;
};
