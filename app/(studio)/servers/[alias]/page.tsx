import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ServerScreen } from '#components/server/server-screen.tsx';
import { viewRecord } from '#lib/studio/servers/view-server.ts';
import { requireSession } from '../../../require-session.ts';

interface ServerPageProps {
  readonly params: Promise<{ readonly alias: string }>;
}

export async function generateMetadata({ params }: ServerPageProps): Promise<Metadata> {
  return { title: (await params).alias };
}

export default async function ServerPage({ params }: ServerPageProps) {
  const studio = await requireSession();
  const record = await studio.store.servers.find((await params).alias);
  if (!record) notFound();
  const prototypes = await studio.store.prototypes.list();
  return (
    <ServerScreen
      key={record.config.alias}
      server={viewRecord(studio, record)}
      prototypes={prototypes.map(({ id, name }) => ({ id, name }))}
    />
  );
}
