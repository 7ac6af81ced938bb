'use client';

import { RotateCcw } from 'lucide-react';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';

export interface PageFailedProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A page that could not be made. What was recorded is stored; trying again loses nothing. */
export function PageFailed({ error, reset }: PageFailedProps) {
  return (
    <div className="flex flex-1 items-center justify-center p-6">
      <div className="w-full max-w-lg">
        <h1 className="sr-only">This page failed</h1>
        <ErrorNote
          title="This page could not be shown."
          detail={
            error.digest
              ? `The reason is in the terminal where the studio runs, under ${error.digest}.`
              : (error.message ?? 'The reason is not known.')
          }
          advice="Everything recorded so far is stored. Try again, or go on somewhere else."
          actions={
            <>
              <Button size="sm" icon={RotateCcw} onClick={reset}>
                Try again
              </Button>
              <ButtonLink size="sm" href="/">
                To the prototypes
              </ButtonLink>
            </>
          }
        />
      </div>
    </div>
  );
}
