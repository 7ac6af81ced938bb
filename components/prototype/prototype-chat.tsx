'use client';

import { ChatPane } from '#components/chat/chat-pane.tsx';
import { usePrototype, usePrototypeActions } from './prototype-provider.tsx';
import { callOf } from './selection.ts';

/** The chat, joined with the page's live store. */
export function PrototypeChat() {
  const snapshot = usePrototype((state) => state.snapshot);
  const progress = usePrototype((state) => state.progress);
  const selected = usePrototype((state) => callOf(state.selection));
  const { select } = usePrototypeActions();
  return (
    <ChatPane
      key={snapshot.prototype.id}
      prototype={snapshot.prototype}
      calls={snapshot.trace.calls}
      pending={snapshot.pending}
      approvals={snapshot.approvals}
      progress={progress}
      selected={selected}
      onSelect={(call) => select({ kind: 'call', call })}
    />
  );
}
