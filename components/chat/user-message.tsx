'use client';

import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextArea } from '#components/ui/text-input.tsx';

export interface UserMessageProps {
  readonly text: string;
  /** How many calls the answers from here on made; they leave the record when the message is edited. */
  readonly callsAfter: number;
  readonly canEdit: boolean;
  readonly onEdit: (text: string) => void;
}

/** What the user said; can be said again in other words. */
export function UserMessage({ text, callsAfter, canEdit, onEdit }: UserMessageProps) {
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === null) {
    return (
      <div className="group flex items-start justify-end gap-1 pl-8">
        {canEdit && (
          <IconButton
            icon={Pencil}
            label="Edit and send again"
            size="sm"
            onClick={() => setDraft(text)}
            className="mt-1 opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
          />
        )}
        <p className="rounded-lg bg-raised px-3 py-2 text-sm leading-5.5 whitespace-pre-wrap wrap-anywhere">{text}</p>
      </div>
    );
  }
  const send = () => {
    const said = draft.trim();
    if (said === '') return;
    setDraft(null);
    onEdit(said);
  };
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        autoFocus
        aria-label="Your message"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            send();
          }
        }}
      />
      {callsAfter > 0 && (
        <p className="text-xs text-muted">
          Sending it again discards what follows and takes {callsAfter === 1 ? 'its call' : `its ${callsAfter} calls`}{' '}
          out of the recording. What they changed on the servers stays changed.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={() => setDraft(null)}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={draft.trim() === ''}>
          Send again
        </Button>
      </div>
    </form>
  );
}
