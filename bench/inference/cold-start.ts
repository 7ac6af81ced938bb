import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';

/** Milliseconds of each of `runs` whole processes of `tracewright infer` on the sample, once it is built and cached. */
export function coldStarts(runs: number): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'tracewright-bench-'));
  const argv = [
    join(root, 'cli/bin.mjs'),
    'infer',
    join(root, 'examples/memory-leak-tickets/trace.json'),
    '--out',
    join(folder, 'workflow.json'),
  ];
  const once = (): number => {
    const began = performance.now();
    const child = spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8' });
    if (child.status !== 0) throw new Error(`tracewright infer failed: ${child.stderr}`);
    return performance.now() - began;
  };
  try {
    once();
    once();
    return Array.from({ length: runs }, once);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
