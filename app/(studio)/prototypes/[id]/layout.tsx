import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { PrototypeHeader } from '#components/prototype/prototype-header.tsx';
import { PrototypeProvider } from '#components/prototype/prototype-provider.tsx';
import { readSnapshot } from '#lib/studio/calls/read-snapshot.ts';
import { isStudioError } from '#lib/studio/studio-error.ts';
import { requireSession } from '../../../require-session.ts';

interface PrototypeLayoutProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly children: ReactNode;
}

export async function generateMetadata({ params }: PrototypeLayoutProps): Promise<Metadata> {
  const studio = await requireSession();
  const prototype = await studio.store.prototypes.find((await params).id);
  return { title: prototype?.name ?? 'No such prototype' };
}

export default async function PrototypeLayout({ params, children }: PrototypeLayoutProps) {
  const studio = await requireSession();
  const { id } = await params;
  const snapshot = await readSnapshot(studio, id).catch((error: unknown) => {
    if (isStudioError(error) && error.code === 'not-found') notFound();
    throw error;
  });
  return (
    <PrototypeProvider key={id} snapshot={snapshot}>
      <PrototypeHeader />
      {children}
    </PrototypeProvider>
  );
}
