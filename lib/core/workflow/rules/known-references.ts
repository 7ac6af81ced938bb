import { declared, placeOf, type Rule, visitExprs, whereOf } from './rule.ts';

/** Every reference names something that is declared, or that has run before, at its place. */
export const knownReferences: Rule = ({ workflow }) => {
  const inputs = workflow.inputs.map((input) => input.name);
  const config = (workflow.config ?? []).map((input) => input.name);
  return visitExprs(workflow).flatMap((visit) => {
    if (visit.expr.$ !== 'ref') return [];
    const { of, id } = visit.expr;
    const { steps, vars } = visit.visible;
    const [known, what] =
      of === 'input'
        ? [inputs, `input "${id}", which is not declared. ${declared(inputs)}`]
        : of === 'config'
          ? [config, `setting "${id}", which is not declared. ${declared(config)}`]
          : of === 'step'
            ? [steps, `step "${id}", which has not run there. ${declared(steps, 'Run before')}`]
            : [vars, `variable "${id}", which does not exist there. ${declared(vars, 'Known there')}`];
    if (known.includes(id)) return [];
    const message = `${whereOf(visit)} refers to ${what}`;
    return [{ rule: 'known-references', severity: 'error', message, place: placeOf(visit) }];
  });
};
