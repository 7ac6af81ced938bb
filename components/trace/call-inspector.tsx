'use client';

import { useState } from 'react';
import { ApprovalCard } from '#components/chat/approval-card.tsx';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { useCommands } from '#components/shell/use-commands.ts';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import { formatDuration } from '#components/ui/format.ts';
import { Tabs } from '#components/ui/tabs.tsx';
import { CallArguments } from './call-arguments.tsx';
import { CallEvidence } from './call-evidence.tsx';
import { CallMark } from './call-mark.tsx';
import { CallRaw } from './call-raw.tsx';
import { CallResult } from './call-result.tsx';
import { CallTiming } from './call-timing.tsx';
import type { CallView } from './call-view.ts';

type Tab = 'arguments' | 'result' | 'evidence' | 'timing' | 'raw';

/** The tab that was looked at last; going from call to call keeps it. */
let remembered: Tab = 'arguments';

/** One call from all sides. */
export function CallInspector({ call }: { readonly call: CallView }) {
  const selection = usePrototype((state) => state.selection);
  const prototype = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const approval = usePrototype(({ snapshot }) => snapshot.approvals).find(({ subject }) => subject.id === call.id);
  const links = usePrototype((state, derived) => derived.flow(state)).flatMap((edge) =>
    edge.to === call.id || edge.from.id === call.id ? edge.links : [],
  );
  // A value that was selected elsewhere is on one of the first two tabs.
  const wanted = selection?.kind === 'value' ? (selection.side === 'result' ? 'result' : 'arguments') : null;
  const [chosen, setChosen] = useState<{ readonly tab: Tab; readonly at: typeof selection } | null>(null);
  const tab = wanted && chosen?.at !== selection ? wanted : (chosen?.tab ?? remembered);
  const choose = (next: Tab) => {
    remembered = next;
    setChosen({ tab: next, at: selection });
  };
  useCommands(
    tabs.map(({ id, label }, index) => ({
      id: `call.${id}`,
      label: `${label} of ${call.tool}`,
      group: 'Selected call',
      keys: String(index + 1),
      run: () => choose(id),
    })),
  );
  const count = Object.keys(call.args).length;
  return (
    <article aria-label={`Call of ${call.tool}`} className="flex h-full flex-col bg-surface">
      <header className="flex flex-col gap-1 px-4 pt-3 pb-2">
        <div className="flex items-center gap-2">
          <CallMark state={call.state} />
          <h2 className="min-w-0 flex-1 truncate text-base font-semibold">{call.tool}</h2>
          <EffectBadge effect={call.effect} />
        </div>
        <p className="flex items-center gap-2 text-xs text-muted">
          <span className="truncate">{call.server}</span>
          <span aria-hidden="true">·</span>
          <span>{stateWords[call.state]}</span>
          {call.durationMs !== undefined && (
            <>
              <span aria-hidden="true">·</span>
              <span className="figures">{formatDuration(call.durationMs)}</span>
            </>
          )}
        </p>
      </header>
      {approval && (
        <div className="px-4 pb-3">
          <ApprovalCard prototypeId={prototype} approval={approval} focused={false} />
        </div>
      )}
      <Tabs
        label="Parts of the call"
        value={tab}
        onChange={choose}
        className="flex-1"
        listClassName="px-4"
        panelClassName="overflow-y-auto outline-offset-[-2px]"
        items={[
          { id: 'arguments', label: 'Arguments', count, content: <CallArguments call={call} links={links} /> },
          { id: 'result', label: 'Result', content: <CallResult call={call} links={links} /> },
          {
            id: 'evidence',
            label: 'Evidence',
            count: links.length,
            content: <CallEvidence call={call} links={links} />,
          },
          { id: 'timing', label: 'Timing', content: <CallTiming call={call} /> },
          { id: 'raw', label: 'Raw', content: <CallRaw call={call} /> },
        ]}
      />
    </article>
  );
}

const tabs = [
  { id: 'arguments', label: 'Arguments' },
  { id: 'result', label: 'Result' },
  { id: 'evidence', label: 'Evidence' },
  { id: 'timing', label: 'Timing' },
  { id: 'raw', label: 'Raw messages' },
] as const satisfies readonly { readonly id: Tab; readonly label: string }[];

const stateWords: Record<CallView['state'], string> = {
  waiting: 'waiting to be sent',
  approval: 'waits for your approval',
  running: 'running',
  done: 'answered',
  refused: 'answered with an error',
  failed: 'not done',
  lost: 'sent, answer lost',
};
