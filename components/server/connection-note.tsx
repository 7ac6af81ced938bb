'use client';

import { Lightbulb } from 'lucide-react';
import { plural } from '#components/ui/format.ts';
import { Time } from '#components/ui/time.tsx';
import type { ConnectionStatus } from '#core/server/server-config.ts';
import { StderrTail } from './stderr-tail.tsx';

/** Why a server is not connected, in words, also while it is still trying; what the server itself printed; what to do. */
export function ConnectionNote({ status }: { readonly status: ConnectionStatus }) {
  const { state, detail, advice, stderr, attempts, since } = status;
  if (state === 'connected' || (state === 'stopped' && !detail && stderr.length === 0)) return null;
  return (
    <div className="flex min-w-0 flex-col gap-1.5 text-sm" role={state === 'failed' ? 'alert' : 'status'}>
      {(detail || state === 'connecting') && (
        <p className="min-w-0 wrap-anywhere">
          <span className={state === 'failed' ? 'text-bad' : 'text-fg'}>
            {detail ?? 'Waiting for its first answer.'}
          </span>
          {attempts > 0 && (
            <span className="figures text-muted">
              {' '}
              · {plural(attempts, 'attempt')} · <Time at={since} />
            </span>
          )}
        </p>
      )}
      {advice && (
        <p className="flex min-w-0 items-start gap-1.5 text-muted">
          <Lightbulb aria-hidden className="mt-0.75 size-3.5 shrink-0 text-faint" />
          <span className="min-w-0 wrap-anywhere">{advice}</span>
        </p>
      )}
      {stderr.length > 0 && <StderrTail lines={stderr} open={state === 'failed'} />}
    </div>
  );
}
