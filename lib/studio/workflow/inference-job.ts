import type { Trace } from '#core/trace/trace.ts';
import type { KeptEdit } from '#core/workflow/edit/kept-edit.ts';
import type { InferenceResult } from '#core/workflow/inference-result.ts';
import type { Answers } from '#core/workflow/question.ts';

/** What the thread beside the server's own does: derive a workflow and prove it, or only prove one. */
export type InferenceJob =
  | {
      readonly do: 'infer';
      readonly traces: readonly Trace[];
      readonly answers: Answers;
      /** Made again over what is derived, before it is proved. */
      readonly edits: readonly KeptEdit[];
    }
  | { readonly do: 'prove'; readonly traces: readonly Trace[]; readonly result: InferenceResult };
