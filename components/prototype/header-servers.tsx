'use client';

import { Plug } from 'lucide-react';
import Link from 'next/link';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { usePrototype } from './prototype-provider.tsx';
import { serverDots, serverWords } from './server-words.ts';
import { useServers } from './use-servers.ts';

/** The servers in use and how they stand, in as many dots. */
export function HeaderServers() {
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
  const words = states.map(({ alias, status }) => `${alias}: ${status ? serverWords[status.state] : 'unknown'}`);
  return (
    <Tooltip content={words.join(', ')} side="bottom">
      <Link
        href="/servers"
        className="inline-flex h-7 min-w-0 items-center gap-1.5 rounded-md px-1.5 text-xs text-muted hover:bg-raised hover:text-fg"
      >
        <span className="sr-only">Servers: </span>
        <span className="max-w-48 truncate">{used.length <= 2 ? used.join(', ') : `${used.length} servers`}</span>
        {states.map(({ alias, status }, index) => (
          <StatusDot key={alias} state={status ? serverDots[status.state] : 'off'} label={words[index]} />
        ))}
      </Link>
    </Tooltip>
  );
}
