'use client';

import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import type { QuestionAnswer, ServerQuestion } from '#core/server/server-question.ts';
import { webAddress } from './web-address.ts';

export interface QuestionLinkProps {
  readonly question: ServerQuestion & { readonly kind: 'url' };
  readonly busy: boolean;
  readonly onAnswer: (answer: QuestionAnswer) => void;
}

/** A page that a server wants the user to open. The host stands out, because it is what has to be trusted. */
export function QuestionLink({ question, busy, onAnswer }: QuestionLinkProps) {
  const [opened, setOpened] = useState(false);
  const address = webAddress(question.url);
  return (
    <div className="flex min-w-0 flex-col gap-3 px-4 pt-3 pb-3">
      {address ? (
        <p className="rounded-md border border-hairline bg-sunken px-3 py-2 font-mono text-xs wrap-anywhere text-muted">
          {address.before}
          <strong className="font-semibold text-fg">{address.host}</strong>
          {address.after}
        </p>
      ) : (
        <ErrorNote
          tone="warn"
          title="The server gave an address that no browser should open."
          detail={question.url.slice(0, 500)}
        />
      )}
      <footer className="flex flex-wrap items-center gap-2">
        {address &&
          (opened ? (
            <Button variant="primary" busy={busy} onClick={() => onAnswer({ action: 'accept' })}>
              I am done there
            </Button>
          ) : (
            <a
              href={address.href}
              target="_blank"
              rel="noopener noreferrer"
              onClick={() => setOpened(true)}
              className="inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md bg-accent-fill px-3 text-sm font-medium text-on-accent transition-colors hover:bg-accent-fill-hover"
            >
              <ExternalLink aria-hidden className="size-3.5" />
              Open {address.host}
            </a>
          ))}
        <Button disabled={busy} onClick={() => onAnswer({ action: 'decline' })}>
          Decline
        </Button>
        <Button variant="ghost" disabled={busy} onClick={() => onAnswer({ action: 'cancel' })}>
          Dismiss
        </Button>
        <span className="ml-auto text-xs text-faint">
          {opened ? 'The call goes on when you say so.' : 'Opens in a new tab. The studio does not look at it.'}
        </span>
      </footer>
    </div>
  );
}
