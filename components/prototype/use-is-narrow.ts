'use client';

import { useSyncExternalStore } from 'react';

const QUERY = '(max-width: 60rem)';

/** Whether panes would be too small beside each other. The server assumes a wide window. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(QUERY);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}
