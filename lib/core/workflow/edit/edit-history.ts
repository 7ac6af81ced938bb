/** What was, is, and was undone: plain values. Newest last in `past`, next redo last in `future`. */
export interface EditHistory<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

/** Enough for an afternoon of editing; workflows are small. */
const LONGEST_PAST = 200;

export function startHistory<T>(present: T): EditHistory<T> {
  return { past: [], present, future: [] };
}

/** A new present; what had been undone is forgotten. */
export function keepEdit<T>({ past, present }: EditHistory<T>, next: T): EditHistory<T> {
  return { past: [...past, present].slice(-LONGEST_PAST), present: next, future: [] };
}

export function undoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const { past, present, future } = history;
  const before = past.at(-1);
  return before === undefined ? history : { past: past.slice(0, -1), present: before, future: [...future, present] };
}

export function redoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const { past, present, future } = history;
  const next = future.at(-1);
  return next === undefined ? history : { past: [...past, present], present: next, future: future.slice(0, -1) };
}
