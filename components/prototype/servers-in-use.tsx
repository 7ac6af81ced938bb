'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { ButtonLink } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { usePrototype, usePrototypeActions } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';
import { serverDots, serverWords } from './server-words.ts';
import { useAction } from './use-action.ts';
import { useServers } from './use-servers.ts';

/** Every registered server with a switch: in use in this prototype, or not. */
export function ServersInUse() {
  const { id, servers: used } = usePrototype(({ snapshot }) => snapshot.prototype);
  const { reload } = usePrototypeActions();
  const servers = useServers();
  const use = useAction(async (alias: string, on: boolean) => {
    const next = on ? [...used, alias] : used.filter((other) => other !== alias);
    await requestJson(`/api/prototypes/${id}`, { method: 'PATCH', body: { servers: next } });
    await reload();
  });
  if (servers === null) return <Skeleton className="h-16 rounded-lg" />;
  const gone = used.filter((alias) => !servers.some(({ config }) => config.alias === alias));
  const rows = [
    ...servers.map(({ config, status }) => ({ alias: config.alias, status })),
    ...gone.map((alias) => ({ alias, status: null })),
  ];
  return (
    <div className="flex flex-col gap-2">
      {rows.length === 0 && <p className="text-sm text-muted">No server is registered yet.</p>}
      {rows.length > 0 && (
        <ul className="divide-y divide-hairline rounded-lg border border-hairline">
          {rows.map(({ alias, status }) => (
            <li key={alias} className="flex items-center gap-3 px-3 py-2">
              <Switch
                label={`Use ${alias}`}
                hideLabel
                checked={used.includes(alias)}
                disabled={use.busy}
                onChange={(on) => void use.run(alias, on)}
              />
              <Link
                href={status ? `/servers/${alias}` : '/servers'}
                className="min-w-0 flex-1 truncate rounded-sm text-sm hover:underline"
              >
                {alias}
              </Link>
              <span className="flex items-center gap-1.5 text-xs text-muted">
                <StatusDot state={status ? serverDots[status.state] : 'failed'} />
                {status ? serverWords[status.state] : 'no longer registered'}
              </span>
            </li>
          ))}
        </ul>
      )}
      {use.error && <ErrorNote title={use.error.message} advice={use.error.advice} />}
      <ButtonLink href="/servers?add" icon={Plus} size="sm" className="self-start">
        Add a server
      </ButtonLink>
    </div>
  );
}
