'use client';

import { Waypoints } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { HandCallButton } from './hand-call-button.tsx';

/** Before the first call: what will be here, and the ways to get it. */
export function EmptyGraph() {
  return (
    <EmptyState
      icon={Waypoints}
      title="Every tool call becomes a node here"
      className="h-full"
      actions={<HandCallButton />}
    >
      Ask for the job in the chat, or let your own agent drive through the gateway. Values that flow from one call to
      the next are drawn between them.
    </EmptyState>
  );
}
