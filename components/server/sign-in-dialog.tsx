'use client';

import { ExternalLink } from 'lucide-react';
import { useEffect, useState } from 'react';
import { RequestError } from '#components/prototype/request-json.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { type SignInPlace, serverActions } from './server-actions.ts';
import { webAddress } from './web-address.ts';

export interface SignInDialogProps {
  readonly alias: string;
  readonly onClose: () => void;
}

type Finding =
  | { readonly state: 'asking' }
  | { readonly state: 'found'; readonly place: SignInPlace }
  | { readonly state: 'failed'; readonly message: string; readonly advice?: string };

/** Says where the user is about to sign in, and for what, before they are sent there. */
export function SignInDialog({ alias, onClose }: SignInDialogProps) {
  const [finding, setFinding] = useState<Finding>({ state: 'asking' });
  useEffect(() => {
    let gone = false;
    serverActions.beginSignIn(alias).then(
      (place) => gone || setFinding({ state: 'found', place }),
      (error: unknown) =>
        gone ||
        setFinding({
          state: 'failed',
          message: error instanceof Error ? error.message : String(error),
          ...(error instanceof RequestError && error.advice !== undefined && { advice: error.advice }),
        }),
    );
    return () => {
      gone = true;
    };
  }, [alias]);
  const address = finding.state === 'found' ? webAddress(finding.place.url) : null;
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={`Sign in for “${alias}”`}
      description="Your password stays there. The studio gets a token for this server only and keeps it encrypted."
      footer={
        address && (
          <a
            href={address.href}
            className="inline-flex h-8 items-center gap-1.5 rounded-md bg-accent-fill px-3 text-sm font-medium text-on-accent transition-colors hover:bg-accent-fill-hover"
          >
            Continue to {address.host}
            <ExternalLink aria-hidden className="size-3.5" />
          </a>
        )
      }
    >
      {finding.state === 'asking' && (
        <p className="flex items-center gap-2 text-sm text-muted" role="status">
          <Spinner /> Asking the server where to sign in
        </p>
      )}
      {finding.state === 'failed' && (
        <ErrorNote
          title="The server could not say where to sign in."
          detail={finding.message}
          advice={finding.advice}
        />
      )}
      {finding.state === 'found' && !address && (
        <ErrorNote
          title="The server sends you to an address that no browser should open."
          detail={finding.place.url.slice(0, 300)}
        />
      )}
      {finding.state === 'found' && address && (
        <dl className="grid grid-cols-[5rem_1fr] gap-x-3 gap-y-2 text-sm">
          <dt className="text-muted">Place</dt>
          <dd className="min-w-0 font-mono text-xs leading-5 wrap-anywhere">
            {address.before}
            <strong className="font-semibold">{address.host}</strong>
          </dd>
          <dt className="text-muted">Asks for</dt>
          <dd className="flex min-w-0 flex-wrap gap-1">
            {scopesOf(finding.place).map((scope) => (
              <span key={scope} className="rounded-sm bg-raised px-1.5 py-0.5 font-mono text-2xs wrap-anywhere">
                {scope}
              </span>
            ))}
            {finding.place.scope === null && <span className="text-muted">what it grants by itself</span>}
          </dd>
        </dl>
      )}
    </Dialog>
  );
}

function scopesOf({ scope }: SignInPlace): readonly string[] {
  return [...new Set((scope ?? '').split(' ').filter((each) => each !== ''))];
}
