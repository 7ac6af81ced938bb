'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** Whether keys are shown as on a Mac. False on the server, so that nothing mismatches. */
export function useIsMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
}
