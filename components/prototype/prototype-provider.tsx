'use client';

import { createContext, type ReactNode, useContext, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import { browserSource } from './browser-source.ts';
import type { Derived } from './derived.ts';
import type { PrototypeState } from './prototype-state.ts';
import { PrototypeStore } from './prototype-store.ts';
import type { Selection } from './selection.ts';

const Context = createContext<PrototypeStore | null>(null);

/** Gives the pages of one prototype their store. Mount it once per prototype, above the tabs. */
export function PrototypeProvider(props: { readonly snapshot: PrototypeSnapshot; readonly children: ReactNode }) {
  const [store] = useState(() => new PrototypeStore(props.snapshot, browserSource(props.snapshot.prototype.id)));
  return <Context value={store}>{props.children}</Context>;
}

function useStore(): PrototypeStore {
  const store = useContext(Context);
  if (!store) throw new Error('This part belongs inside <PrototypeProvider>.');
  return store;
}

/**
 * A part of the prototype's state, live. `select` must give back values that stay the same while nothing it reads has
 * changed (a member of the state, not a new object).
 */
export function usePrototype<Part>(select: (state: PrototypeState, derived: Derived) => Part): Part {
  const store = useStore();
  const first = useRef(store.read());
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.read(), store.derived),
    () => select(first.current, store.derived),
  );
}

/** What can be done to the shared state. Stable between renders. */
export function usePrototypeActions(): {
  readonly select: (selection: Selection | null) => void;
  readonly point: (selection: Selection | null) => void;
  readonly showUntil: (until: number | null) => void;
  readonly reload: () => Promise<void>;
} {
  const store = useStore();
  return useMemo(() => {
    const { select, point, showUntil, reload } = store;
    return { select, point, showUntil, reload };
  }, [store]);
}
