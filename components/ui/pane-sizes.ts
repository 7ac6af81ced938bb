const listeners = new Set<() => void>();
const sizes = new Map<string, number>();
const keyOf = (id: string) => `tracewright.pane.${id}`;

/** Sizes of panes in pixels by the pane's id, remembered in this browser where it allows that. */
export const paneSizes = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  read(id: string): number | null {
    const known = sizes.get(id);
    if (known !== undefined) return known;
    const stored = Number(readStored(keyOf(id)));
    if (!Number.isFinite(stored) || stored <= 0) return null;
    sizes.set(id, stored);
    return stored;
  },

  write(id: string, size: number): void {
    sizes.set(id, size);
    try {
      localStorage.setItem(keyOf(id), String(size));
    } catch {
      // A browser that keeps nothing still resizes until the page is left.
    }
    for (const listener of listeners) listener();
  },
};

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
