'use client';

import { Plug } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '#components/ui/badge.tsx';
import { type DotState, StatusDot } from '#components/ui/status-dot.tsx';
import { LinkTabs } from '#components/ui/tabs.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { ConnectionStatus } from '#core/server/server-config.ts';
import { NameField } from './name-field.tsx';
import { openQuestions } from './next-step.ts';
import { NextStepButton } from './next-step-button.tsx';
import { usePrototype } from './prototype-provider.tsx';
import { SpendText } from './spend-text.tsx';
import { useServers } from './use-servers.ts';

/** Above every tab of a prototype: what it is, what it uses, and the one thing that comes next. */
export function PrototypeHeader() {
  const { id, sample } = usePrototype(({ snapshot }) => snapshot.prototype);
  const link = usePrototype((state) => state.link);
  const workflow = usePrototype(({ snapshot }) => snapshot.workflow);
  const runs = usePrototype(({ snapshot }) => snapshot.runs.length);
  const base = `/prototypes/${id}`;
  const questions = workflow ? openQuestions(workflow).length : 0;
  return (
    <header className="shrink-0 border-b border-hairline bg-surface">
      <div className="flex min-h-12 items-center gap-x-4 gap-y-1 px-4 pt-1.5">
        <div className="flex min-w-0 flex-1 items-center gap-2">
          <NameField />
          {sample && (
            <Badge title="A sample: its conversation is played from a script over the real wire protocol">Sample</Badge>
          )}
          {link === 'lost' && (
            <Badge tone="warn" title="The studio does not answer; what is shown may be old. Trying again.">
              Reconnecting
            </Badge>
          )}
        </div>
        <div className="hidden items-center gap-4 lg:flex">
          <Servers />
          <Model />
          <SpendText />
        </div>
        <NextStepButton />
      </div>
      <LinkTabs
        label="Views of the prototype"
        className="border-b-0 px-4"
        items={[
          { href: base, label: 'Design' },
          { href: `${base}/workflow`, label: 'Workflow', ...(questions > 0 && { count: questions }) },
          { href: `${base}/runs`, label: 'Runs', below: true, ...(runs > 0 && { count: runs }) },
          { href: `${base}/export`, label: 'Export', below: true },
        ]}
      />
    </header>
  );
}

const dots: Record<ConnectionStatus['state'], DotState> = {
  connected: 'ok',
  connecting: 'busy',
  'needs-consent': 'waiting',
  'needs-config': 'waiting',
  stopped: 'off',
  failed: 'failed',
};

function Servers() {
  const used = usePrototype(({ snapshot }) => snapshot.prototype.servers);
  const servers = useServers();
  if (used.length === 0) {
    return (
      <Link href="/servers" className="inline-flex items-center gap-1.5 text-xs text-muted hover:text-fg">
        <Plug aria-hidden className="size-3.5" /> No servers yet
      </Link>
    );
  }
  const states = used.map((alias) => ({
    alias,
    status: servers?.find(({ config }) => config.alias === alias)?.status,
  }));
  const words = states.map(({ alias, status }) => `${alias}: ${status?.state ?? 'unknown'}`).join(', ');
  return (
    <Tooltip content={words} side="bottom">
      <Link
        href="/servers"
        className="inline-flex h-7 items-center gap-1.5 rounded-md px-1.5 text-xs text-muted hover:bg-raised hover:text-fg"
      >
        <span className="sr-only">Servers: </span>
        <span className="max-w-48 truncate">{used.length <= 2 ? used.join(', ') : `${used.length} servers`}</span>
        {states.map(({ alias, status }) => (
          <StatusDot
            key={alias}
            state={status ? dots[status.state] : 'off'}
            label={`${alias}: ${status?.state ?? 'unknown'}`}
          />
        ))}
      </Link>
    </Tooltip>
  );
}

function Model() {
  const { model, sample } = usePrototype(({ snapshot }) => snapshot.prototype);
  const name = model?.split(':').at(-1) ?? (sample ? 'scripted model' : null);
  return (
    name && (
      <span className="max-w-40 truncate text-xs text-faint" title={model ?? undefined}>
        {name}
      </span>
    )
  );
}
