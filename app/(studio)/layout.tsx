import type { ReactNode } from 'react';
import { StudioShell } from '#components/shell/studio-shell.tsx';
import { requireSession } from '../require-session.ts';

export default async function StudioLayout({ children }: { readonly children: ReactNode }) {
  const studio = await requireSession();
  const recent = (await studio.store.prototypes.list()).map(({ id, name }) => ({ id, name }));
  return <StudioShell recent={recent}>{children}</StudioShell>;
}
