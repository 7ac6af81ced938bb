/** The step whose lines hold this one; the smallest where loops lie around it. Null between steps. */
export function innermostStep(steps: Readonly<Record<string, readonly [number, number]>>, line: number): string | null {
  let best: { readonly id: string; readonly size: number } | null = null;
  for (const [id, [first, last]] of Object.entries(steps)) {
    if (line < first || line > last) continue;
    if (best === null || last - first < best.size) best = { id, size: last - first };
  }
  return best?.id ?? null;
}
