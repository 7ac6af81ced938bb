import { zipSync } from 'fflate';
import { exportBundle } from '../lib/export/export-bundle.ts';
import { ticketsForPullRequests, ticketsTrace } from '../lib/export/test/tickets-for-pull-requests.ts';
import { readRuntimeLibrary } from '../lib/export/typescript/runtime-library.ts';
import { zipBundle } from '../lib/export/zip-bundle.ts';
import { root } from '../scripts/root.ts';
import { median, printFigure } from './figure.ts';

// What making a bundle costs, as a ratio to fflate zipping the very same bytes at the same level, in one process. A run is
// ten rounds in which all three are timed in turns, and compares their quickest: whatever else the machine does can only
// make a round slower. The median of the runs counts. "From nothing" also reads the runtime from the disk and loads the
// formatter, as the first export of a process does.
const RUNS = 5;
const ROUNDS = 10;

const request = (library: ReturnType<typeof readRuntimeLibrary>) =>
  ({
    workflow: ticketsForPullRequests,
    traces: [ticketsTrace],
    target: 'typescript',
    options: {},
    library,
  }) as const;

const began = performance.now();
const library = readRuntimeLibrary(root);
const bundle = await exportBundle(request(library));
printFigure({ figure: 'export from nothing', value: performance.now() - began, unit: 'ms' });

const encoder = new TextEncoder();
const bytes = Object.fromEntries(bundle.files.map(({ path, text }) => [path, encoder.encode(text)]));
const runs: { readonly made: number; readonly packed: number; readonly bare: number }[] = [];
// The first run only warms up.
for (let run = 0; run <= RUNS; run += 1) {
  const [made, packed, bare]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    made.push(await timed(() => exportBundle(request(library))));
    packed.push(await timed(async () => zipBundle(bundle)));
    bare.push(await timed(async () => zipSync(bytes, { level: 9 })));
  }
  if (run > 0) runs.push({ made: Math.min(...made), packed: Math.min(...packed), bare: Math.min(...bare) });
}

const size = Object.values(bytes).reduce((sum, each) => sum + each.byteLength, 0);
console.log(`${bundle.files.length} files, ${Math.round(size / 1024)} KiB`);
printFigure({ figure: 'export, warm', value: median(runs.map(({ made }) => made)), unit: 'ms' });
printFigure({ figure: 'zip of the bundle', value: median(runs.map(({ packed }) => packed)), unit: 'ms' });
printFigure({ figure: 'fflate on the same bytes', value: median(runs.map(({ bare }) => bare)), unit: 'ms' });
printFigure({
  figure: 'export and zip, to fflate alone',
  value: median(runs.map(({ made, packed, bare }) => (made + packed) / bare)),
  unit: '×',
  limit: 3,
});

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
