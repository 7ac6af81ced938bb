'use client';

import { ShieldAlert } from 'lucide-react';
import { ApprovalCard } from '#components/chat/approval-card.tsx';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { plural } from '#components/ui/format.ts';
import { usePrototype, usePrototypeActions } from './prototype-provider.tsx';
import { useIsNarrow } from './use-is-narrow.ts';

interface ApprovalsTrayProps {
  /** Only what this run asks; on a run's page what others wait for would be taken for its own. */
  readonly run?: string;
  /** In the flow of the page, not over its lower edge. */
  readonly inline?: boolean;
}

/**
 * Writes that wait for the user, over the lower edge of the graph. One that the chat shows beside it is only named here;
 * any other is shown in full, the oldest first.
 */
export function ApprovalsTray({ run, inline = false }: ApprovalsTrayProps) {
  const all = usePrototype(({ snapshot }) => snapshot.approvals);
  const approvals = run === undefined ? all : all.filter((one) => one.subject.kind === 'run' && one.subject.id === run);
  const pending = usePrototype(({ snapshot }) => snapshot.pending);
  const prototype = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const { select } = usePrototypeActions();
  const narrow = useIsNarrow();
  const [first] = approvals;
  if (!first) return null;
  const { subject } = first;
  const call = subject.kind === 'call' ? pending.find(({ id }) => id === subject.id) : undefined;
  const inChat = call?.origin === 'chat' && !narrow;
  return (
    <section
      aria-label="Waiting for approval"
      className={
        inline ? 'm-3 animate-rise-in' : 'absolute inset-x-3 bottom-13 z-20 mx-auto w-fit max-w-full animate-rise-in'
      }
    >
      {inChat ? (
        <button
          type="button"
          onClick={() => select({ kind: 'call', call: call.id })}
          className="flex max-w-full items-center gap-2 rounded-lg bg-surface py-2 pr-3 pl-2.5 text-left text-sm shadow-overlay hover:bg-raised"
        >
          <ShieldAlert aria-hidden className="size-4 shrink-0 text-warn" />
          <span className="shrink-0 font-medium">{first.tool} waits for you</span>
          <span className="min-w-0 truncate font-mono text-2xs text-muted">{shortArguments(first.args, 48)}</span>
          {approvals.length > 1 && (
            <span className="figures shrink-0 text-xs text-faint">{approvals.length - 1} more</span>
          )}
        </button>
      ) : (
        <div className={classNames('max-w-full rounded-lg', !inline && 'w-xl shadow-overlay')}>
          <ApprovalCard key={first.id} prototypeId={prototype} approval={first} focused />
          {approvals.length > 1 && <p className="sr-only">{plural(approvals.length - 1, 'more write')} waiting</p>}
        </div>
      )}
    </section>
  );
}
