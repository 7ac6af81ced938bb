import { TargetRefused } from '../target-refused.ts';

/** What the language of the document has no words for; `what` is a clause: `step "x" asks a model`. */
export function cannotSay(what: string, why: string): TargetRefused {
  return new TargetRefused({
    field: 'workflow',
    message: `A Serverless Workflow cannot say this: ${what}. ${why} Change it, or choose another place.`,
  });
}
