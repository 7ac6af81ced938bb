import { innerBodies } from '#core/workflow/walk.ts';
import type { Step } from '#core/workflow/workflow.ts';

/** A list of steps inside a step as the picture shows it: the body of a loop, the sides of an `if`, the ways of a `try`. */
export interface Branch {
  readonly slot: 'body' | 'then' | 'else';
  /** Null for the only one of its step, which needs no name. */
  readonly label: string | null;
  readonly steps: readonly Step[];
}

export function branchesOf(step: Step): Branch[] {
  if (step.do === 'if' && step.else === 'undemonstrated') {
    return [
      { slot: 'then', label: 'then', steps: step.then },
      { slot: 'else', label: 'otherwise: never shown, so the run stops here', steps: [] },
    ];
  }
  const bodies = innerBodies(step);
  return bodies.map(({ member, body }) => ({
    slot: member,
    label: bodies.length === 1 ? null : (LABELS[`${step.do}.${member}`] ?? member),
    steps: body,
  }));
}

const LABELS: Readonly<Record<string, string>> = {
  'if.then': 'then',
  'if.else': 'otherwise',
  'try.body': 'try',
  'try.else': 'if that fails',
};
