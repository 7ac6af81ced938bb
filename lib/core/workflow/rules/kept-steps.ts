import { allSteps } from '../walk.ts';
import { declared, type Rule } from './rule.ts';

/** What is kept is what a writing call creates, each step by one rule, and what a search shows can be told apart. */
export const keptSteps: Rule = ({ workflow }) => {
  const rules = workflow.keep?.rules ?? [];
  const writes = allSteps(workflow.body).flatMap((step) =>
    step.do === 'call' && step.effect !== 'read' ? [step] : [],
  );
  return rules.flatMap(({ step: id, see, fields = {} }, index) => {
    const error = (message: string) => ({
      rule: 'kept-steps',
      severity: 'error' as const,
      message: `Keeping "${id}" ${message}`,
      place: { step: '', slot: ['keep', 'rules', index] },
    });
    const step = writes.find((write) => write.id === id);
    if (!step) {
      const names = writes.map((write) => write.id);
      return [error(`is not possible: it is no step that writes. ${declared(names, 'Writing')}`)];
    }
    const given = Object.keys(step.args);
    return [
      ...(rules.findIndex((rule) => rule.step === id) < index
        ? [error('is ruled twice. Remove one of the rules.')]
        : []),
      ...(see.by === 'search' && !see.id && !see.key
        ? [error('needs "id" or "key": nothing tells which item of the search is which.')]
        : []),
      ...(see.by === 'ledger' && Object.keys(fields).length > 0
        ? [error('cannot keep fields, because nothing shows the items. Say how they are seen, or keep no fields.')]
        : []),
      ...Object.keys(fields)
        .filter((name) => !given.includes(name))
        .map((name) => error(`names the field "${name}", which the step does not give. ${declared(given, 'Given')}`)),
    ];
  });
};
