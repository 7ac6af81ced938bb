import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { type ReactNode, Suspense } from 'react';
import { PrototypeHeader } from '#components/prototype/prototype-header.tsx';
import { PrototypeLoading } from '#components/prototype/prototype-loading.tsx';
import { PrototypeProvider } from '#components/prototype/prototype-provider.tsx';
import { NothingHere } from '#components/shell/nothing-here.tsx';
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

/** Whether there is such a prototype is known before anything is sent (404); what was recorded in it comes after. */
export default async function PrototypeLayout({ params, children }: PrototypeLayoutProps) {
  const studio = await requireSession();
  const { id } = await params;
  if (!(await studio.store.prototypes.find(id))) notFound();
  return (
    <Suspense key={id} fallback={<PrototypeLoading />}>
      <RecordedPrototype id={id}>{children}</RecordedPrototype>
    </Suspense>
  );
}

async function RecordedPrototype({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const studio = await requireSession();
  const snapshot = await readSnapshot(studio, id).catch((error: unknown) => {
    if (isStudioError(error) && error.code === 'not-found') return null;
    throw error;
  });
  // Deleted while it was being read.
  if (!snapshot) return <NothingHere />;
  return (
    <PrototypeProvider key={id} snapshot={snapshot}>
      <PrototypeHeader />
      {children}
    </PrototypeProvider>
  );
}
