'use client';

import { createContext, type ReactNode, useContext } from 'react';

/** How a step stands in a run, drawn on its card. */
export interface StepOverlay {
  readonly state: 'idle' | 'running' | 'done' | 'failed' | 'waiting' | 'skipped';
  /** `12 of 15`, `3 times`, `diverged here`. */
  readonly note?: string;
}

const Context = createContext<ReadonlyMap<string, StepOverlay> | null>(null);

export function StepOverlays(props: {
  readonly overlays: ReadonlyMap<string, StepOverlay>;
  readonly children: ReactNode;
}) {
  return <Context value={props.overlays}>{props.children}</Context>;
}

/** Null outside of runs. */
export function useStepOverlay(step: string): StepOverlay | null {
  const overlays = useContext(Context);
  return overlays ? (overlays.get(step) ?? { state: 'idle' }) : null;
}
