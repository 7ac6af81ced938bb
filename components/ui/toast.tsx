'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import * as Radix from 'radix-ui/toast';
import { useSyncExternalStore } from 'react';
import { IconButton } from './icon-button.tsx';

export interface ToastMessage {
  readonly title: string;
  readonly detail?: string;
  readonly tone?: 'ok' | 'bad';
  /** One way back or on, e.g. Undo. */
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}

interface Shown extends ToastMessage {
  readonly id: number;
}

let shown: readonly Shown[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says that something is over. What is still under way, or needs an answer, belongs beside its thing instead. */
export function toast(message: ToastMessage): void {
  last += 1;
  change([...shown.slice(-2), { ...message, id: last }]);
}

const none: readonly Shown[] = [];
const read = () => shown;
const readOnServer = () => none;
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Shows the toasts; once, in the root layout. */
export function Toaster() {
  const messages = useSyncExternalStore(subscribe, read, readOnServer);
  return (
    <Radix.Provider label="Notification" duration={5000}>
      {messages.map(({ id, title, detail, tone = 'ok', action }) => {
        const Icon = tone === 'ok' ? CircleCheck : CircleAlert;
        return (
          <Radix.Root
            key={id}
            duration={tone === 'bad' || action ? 10_000 : 5000}
            onOpenChange={(open) => {
              if (!open) change(shown.filter((message) => message.id !== id));
            }}
            className="flex animate-rise-in items-start gap-2.5 rounded-lg bg-surface p-3 shadow-overlay"
          >
            <Icon aria-hidden className={tone === 'ok' ? 'mt-0.5 size-4 text-ok' : 'mt-0.5 size-4 text-bad'} />
            <div className="min-w-0 flex-1 text-sm">
              <Radix.Title className="font-medium">{title}</Radix.Title>
              {detail && <Radix.Description className="text-muted wrap-anywhere">{detail}</Radix.Description>}
            </div>
            {action && (
              <Radix.Action
                altText={action.label}
                onClick={action.onSelect}
                className="rounded-md px-1.5 text-sm font-medium text-accent hover:underline"
              >
                {action.label}
              </Radix.Action>
            )}
            <Radix.Close asChild>
              <IconButton icon={X} label="Dismiss" size="sm" className="-my-0.5 -mr-1" />
            </Radix.Close>
          </Radix.Root>
        );
      })}
      <Radix.Viewport className="fixed right-0 bottom-0 z-60 flex w-96 max-w-full flex-col gap-2 p-4 outline-none" />
    </Radix.Provider>
  );
}
