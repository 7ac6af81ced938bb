import type { Metadata } from 'next';
import { ServersScreen } from '#components/server/servers-screen.tsx';
import { listServers } from '#lib/studio/servers/view-server.ts';
import { requireSession } from '../../../require-session.ts';

export const metadata: Metadata = { title: 'Servers' };

/** `?add` opens the dialog that adds servers. Nothing is added by opening it. */
export default async function ServersPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, unknown>>;
}) {
  const studio = await requireSession();
  const [servers, { add }] = await Promise.all([listServers(studio), searchParams]);
  return <ServersScreen servers={servers} add={add !== undefined} />;
}
