'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { ApprovalRequest } from '#core/live/studio-event.ts';
import { type ApprovalAnswer, answerApproval } from './answer-approval.ts';

export interface ApprovalCardProps {
  readonly prototypeId: string;
  readonly approval: ApprovalRequest;
  /** The first one in sight takes the keys. */
  readonly focused: boolean;
}

const CHANGES = {
  read: 'It changes nothing.',
  write: 'It will add or change something, with exactly these arguments.',
  destroy: 'It will delete or overwrite something, with exactly these arguments.',
} as const;

/**
 * A call that waits for the user: what would be called with what, and the three answers. Keyboard first: Enter approves,
 * A allows the tool here, D asks for a reason and denies. Used by the chat, the node and the tray alike.
 */
export function ApprovalCard({ prototypeId, approval, focused }: ApprovalCardProps) {
  const [denying, setDenying] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const card = useRef<HTMLElement>(null);
  const titleId = useId();

  useEffect(() => {
    // Keys go to the card that asks, unless the user is writing something.
    const writing = document.activeElement?.matches('input, textarea, [contenteditable]');
    if (focused && !writing) card.current?.focus({ preventScroll: true });
  }, [focused]);

  const settle = async (answer: ApprovalAnswer) => {
    setBusy(true);
    setProblem(null);
    const failure = await answerApproval(prototypeId, approval.id, answer);
    setBusy(false);
    setProblem(failure);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (denying || busy || event.ctrlKey || event.metaKey || event.altKey) return;
    // A button inside handles its own Enter.
    if (event.target !== card.current) return;
    if (event.key === 'Enter') void settle({ approve: true, scope: 'once' });
    else if (event.key === 'a') void settle({ approve: true, scope: 'tool' });
    else if (event.key === 'd') setDenying(true);
    else return;
    event.preventDefault();
  };

  return (
    <section
      ref={card}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the card itself takes the keys of its answers.
      tabIndex={0}
      aria-labelledby={titleId}
      data-approval={approval.id}
      onKeyDown={onKeyDown}
      className="rounded-lg border border-warn/40 bg-surface shadow-card -outline-offset-2"
    >
      <header className="flex items-center gap-2 px-3 pt-2.5">
        <EffectBadge effect={approval.effect} />
        <h3 id={titleId} className="min-w-0 truncate text-sm font-medium">
          Approve <span className="text-faint">{approval.server} · </span>
          {approval.tool}?
        </h3>
      </header>
      <p className="px-3 pt-0.5 text-xs text-muted">{CHANGES[approval.effect]}</p>
      <div className="mx-3 mt-2 overflow-hidden rounded-md border border-hairline">
        <JsonView bare value={approval.args} label={`Arguments of ${approval.tool}`} viewClassName="max-h-64" />
      </div>
      {problem && <ErrorNote className="mx-3 mt-2" title={problem} advice="Reload the page to see how it stands." />}
      {denying ? (
        <form
          className="flex items-center gap-2 p-3"
          onSubmit={(event) => {
            event.preventDefault();
            void settle({ approve: false, reason });
          }}
        >
          <TextInput
            autoFocus
            aria-label="Reason, told to the model"
            placeholder="Why not? The model is told (may be empty)"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setDenying(false);
            }}
          />
          <Button type="submit" variant="danger" busy={busy}>
            Deny
          </Button>
          <Button variant="ghost" onClick={() => setDenying(false)}>
            Back
          </Button>
        </form>
      ) : (
        <div className="flex flex-wrap items-center gap-1.5 p-3">
          <Button size="sm" variant="primary" busy={busy} onClick={() => void settle({ approve: true, scope: 'once' })}>
            Approve <Kbd keys={['⏎']} />
          </Button>
          <Button size="sm" disabled={busy} onClick={() => void settle({ approve: true, scope: 'tool' })}>
            Approve this tool here <Kbd keys={['A']} />
          </Button>
          <Button size="sm" variant="ghost" disabled={busy} onClick={() => setDenying(true)}>
            Deny… <Kbd keys={['D']} />
          </Button>
        </div>
      )}
    </section>
  );
}
