'use client';

import { useEffect, useRef, useState } from 'react';
import { type EditHistory, keepEdit, redoEdit, undoEdit } from '#core/workflow/edit/edit-history.ts';

/**
 * Undo and redo over kept versions. Bringing a version back makes a new one with the old content; the history speaks of
 * contents, so that version keeps its old number in it.
 */
export function useVersionHistory(
  version: number,
  restore: (version: number) => Promise<void>,
): { readonly undo: (() => void) | null; readonly redo: (() => void) | null } {
  const [history, setHistory] = useState<EditHistory<number>>(() => ({
    past: Array.from({ length: version - 1 }, (_, index) => index + 1),
    present: version,
    future: [],
  }));
  const known = useRef(version);
  const restoring = useRef<EditHistory<number> | null>(null);
  useEffect(() => {
    if (version === known.current) return;
    known.current = version;
    const moved = restoring.current;
    restoring.current = null;
    setHistory((before) => moved ?? keepEdit(before, version));
  }, [version]);
  const move = (next: EditHistory<number>) => () => {
    restoring.current = next;
    void restore(next.present);
  };
  return {
    undo: history.past.length > 0 ? move(undoEdit(history)) : null,
    redo: history.future.length > 0 ? move(redoEdit(history)) : null,
  };
}
