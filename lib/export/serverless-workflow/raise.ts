import type { RaiseTask } from './document.ts';

/** Every error is of the standard's own type for what goes wrong while a workflow runs; title and status tell them apart. */
const TYPE = 'https://serverlessworkflow.io/spec/1.0.0/errors/runtime';

/** Title of the errors that tools answered with; `try` steps catch these and no others. */
export const TOOL_SAID_NO = 'The tool said no';

export function raise(error: { readonly status: number; readonly title: string; readonly detail: string }): RaiseTask {
  return { raise: { error: { type: TYPE, ...error } } };
}
