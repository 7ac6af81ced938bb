import { useCallback } from 'react';

/** The duration to animate with, in milliseconds: none where the user asks for reduced motion. */
export function useGentleMotion(): (milliseconds: number) => number {
  return useCallback(
    (milliseconds) => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : milliseconds),
    [],
  );
}
