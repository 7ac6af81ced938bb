'use client';

import { PageFailed, type PageFailedProps } from '#components/shell/page-failed.tsx';

export default function RootError(props: PageFailedProps) {
  return (
    <main className="flex h-dvh">
      <PageFailed {...props} />
    </main>
  );
}
