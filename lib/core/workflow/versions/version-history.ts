import { type EditHistory, keepEdit, redoEdit, startHistory, undoEdit } from '../edit/edit-history.ts';

/** A kept version; `restores` is the earlier one whose content it brings back. */
export interface VersionMark {
  readonly version: number;
  readonly restores?: number;
}

/**
 * Undo and redo over kept versions, oldest first. Versions are never taken away: bringing one back adds it again, and
 * where it was the last step back or forth it counts as an undo or a redo. The history speaks of contents, by the number
 * of the version that had each first. Null where nothing is kept.
 */
export function versionHistory(versions: readonly VersionMark[]): EditHistory<number> | null {
  const contents = new Map<number, number>();
  let history: EditHistory<number> | null = null;
  for (const { version, restores } of versions) {
    const content = restores === undefined ? version : (contents.get(restores) ?? restores);
    contents.set(version, content);
    if (history === null) history = startHistory(content);
    else if (restores === undefined) history = keepEdit(history, content);
    else if (history.past.at(-1) === content) history = undoEdit(history);
    else if (history.future.at(-1) === content) history = redoEdit(history);
    else if (history.present !== content) history = keepEdit(history, content);
  }
  return history;
}
