const KEY = 'tracewright.sidebar';

let choice: 'wide' | 'slim' | null | undefined;
const listeners = new Set<() => void>();

/** Whether the user has asked for a wide or a slim navigation; null follows the page. Kept for this browser. */
export const sidebarWidth = {
  read(): 'wide' | 'slim' | null {
    if (choice === undefined) {
      try {
        const stored = localStorage.getItem(KEY);
        choice = stored === 'wide' || stored === 'slim' ? stored : null;
      } catch {
        choice = null;
      }
    }
    return choice;
  },
  onServer: (): 'wide' | 'slim' | null => null,
  write(next: 'wide' | 'slim'): void {
    choice = next;
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // A browser that keeps nothing still shows what was asked for until it is closed.
    }
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
