/** Which of the shell's own overlays is open. They are opened from anywhere: a button, a key, the palette itself. */
export type Overlay = 'palette' | 'keys' | null;

let current: Overlay = null;
const listeners = new Set<() => void>();

export const overlays = {
  show(overlay: Overlay): void {
    current = overlay;
    for (const listener of listeners) listener();
  },
  read: (): Overlay => current,
  onServer: (): Overlay => null,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
