'use client';

import { Sparkles, Workflow as WorkflowIcon } from 'lucide-react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { plural } from '#components/ui/format.ts';

/** Before there is a workflow: what makes one, and why none could be made. */
export function NoWorkflow() {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const calls = usePrototype((state, derived) => derived.calls(state).length);
  const { reload } = usePrototypeActions();
  const make = useAction(async () => {
    await requestJson(`/api/prototypes/${id}/workflow`, { method: 'POST', body: {} });
    await reload();
  });
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 px-4">
      <EmptyState icon={WorkflowIcon} title="No workflow yet">
        {calls === 0
          ? 'Record the job once on the design table. The program is derived from what was recorded.'
          : `${plural(calls, 'call')} recorded. The program is derived from the recorded values, without a model, and replayed to prove it.`}
      </EmptyState>
      {make.error && <ErrorNote className="w-full max-w-md" title={make.error.message} advice={make.error.advice} />}
      {calls === 0 || make.error ? (
        <ButtonLink href={`/prototypes/${id}`}>Go to the design table</ButtonLink>
      ) : (
        <Button icon={Sparkles} busy={make.busy} onClick={() => void make.run()}>
          Derive it now
        </Button>
      )}
    </div>
  );
}
