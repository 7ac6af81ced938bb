import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';

/** Milliseconds of one whole process: on the clock, and of processor time on all of its threads. */
export interface ColdStart {
  readonly wall: number;
  readonly processor: number;
}

/** `runs` whole processes of `tracewright infer` on the sample, once it is built and cached. */
export function coldStarts(runs: number): readonly ColdStart[] {
  const folder = mkdtempSync(join(tmpdir(), 'tracewright-bench-'));
  const argv = [
    join(root, 'cli/bin.mjs'),
    'infer',
    join(root, 'examples/memory-leak-tickets/trace.json'),
    '--out',
    join(folder, 'workflow.json'),
  ];
  const once = (): ColdStart => {
    const began = performance.now();
    // The shell tells what its children used, which Node does not.
    const child = spawnSync('sh', ['-c', '"$@" >&2 || exit 1; times', 'sh', process.execPath, ...argv], {
      cwd: root,
      encoding: 'utf8',
    });
    const wall = performance.now() - began;
    if (child.status !== 0) throw new Error(`tracewright infer failed: ${child.stderr}`);
    return { wall, processor: processorTimeOf(child.stdout) };
  };
  try {
    once();
    once();
    return Array.from({ length: runs }, once);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The second line of `times` is of the children: `0m0.170000s 0m0.030000s`, for the program and for the system. */
function processorTimeOf(times: string): number {
  const ofChildren = times.trim().split('\n')[1] ?? '';
  const parts = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  return parts.length === 2 ? parts.reduce((sum, part) => sum + part, 0) * 1000 : Number.NaN;
}
