'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { TextArea } from '#components/ui/text-input.tsx';
import { usePrototype, usePrototypeActions } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';
import { useAction } from './use-action.ts';

/** What the user tells the model in this prototype, after the studio's own instructions. */
export function InstructionsField() {
  const { id, instructions, gateway } = usePrototype(({ snapshot }) => snapshot.prototype);
  const { reload } = usePrototypeActions();
  const [draft, setDraft] = useState(instructions);
  const keep = useAction(async () => {
    const chat = { gateway, instructions: draft.trim() };
    await requestJson(`/api/prototypes/${id}`, { method: 'PATCH', body: { chat } });
    await reload();
  });
  const changed = draft.trim() !== instructions.trim();
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void keep.run();
      }}
    >
      <TextArea
        aria-label="What the model should know"
        rows={3}
        maxLength={20_000}
        placeholder="Our main branch is called trunk. Tickets are written in English."
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        className="max-h-60"
      />
      {keep.error && <ErrorNote title={keep.error.message} advice={keep.error.advice} />}
      {changed && (
        <Button type="submit" size="sm" busy={keep.busy} className="self-end">
          Keep
        </Button>
      )}
    </form>
  );
}
