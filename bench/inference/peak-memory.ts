import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';

/**
 * By how much the heap grew at most while a recording of so many calls and megabytes was compiled and proved, as a ratio
 * to the bytes of the recording. Garbage counts up to a nursery of 1 MB, so that what is needed is seen and not what is
 * left.
 */
export function peakMemory(calls: number, megabytes: number): number {
  const child = spawnSync(
    process.execPath,
    [
      '--trace-gc',
      '--max-semi-space-size=1',
      '--no-flush-bytecode',
      join(root, 'bench/inference/need-memory.ts'),
      String(calls),
      String(megabytes),
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (child.status !== 0) throw new Error(`Measuring the memory failed: ${child.stderr.slice(0, 500)}`);
  const bytes = Number(/^loaded (\d+)$/m.exec(child.stdout)?.[1]);
  const [before = '', during = ''] = child.stdout.split(/^begin$/m);
  const base = heapSizes(before).at(-1)?.after ?? Number.NaN;
  const peak = Math.max(...heapSizes(during.split(/^end$/m)[0] ?? '').map((size) => size.before));
  return ((peak - base) * 1024 * 1024) / bytes;
}

/** `… Scavenge 45.2 (60.1) -> 40.1 (61.1) MB`: megabytes in use before and after a collection. */
function heapSizes(log: string): readonly { readonly before: number; readonly after: number }[] {
  return [
    ...log.matchAll(/: (?:Scavenge|Mark-Compact|Minor)[^\d]*(?:\([^)]*\)[^\d]*)?([\d.]+) \([\d.]+\) -> ([\d.]+) /g),
  ].map(([, before, after]) => ({ before: Number(before), after: Number(after) }));
}
