import { zipSync } from 'fflate';
import { exportBundle } from '../lib/export/export-bundle.ts';
import { ticketsForPullRequests, ticketsTrace } from '../lib/export/test/tickets-for-pull-requests.ts';
import { readRuntimeLibrary } from '../lib/export/typescript/runtime-library.ts';
import { zipBundle } from '../lib/export/zip-bundle.ts';
import { root } from '../scripts/root.ts';
import { median, printFigure } from './figure.ts';

// What making a bundle costs, as a ratio to fflate zipping the very same bytes at the same level, in turns, in one run.
// "From nothing" also reads the runtime from the disk and loads the formatter, as the first export of a process does.
const ROUNDS = 15;

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
const [made, packed, bare]: [number[], number[], number[]] = [[], [], []];
for (let round = 0; round < ROUNDS; round += 1) {
  made.push(await timed(() => exportBundle(request(library))));
  packed.push(await timed(async () => zipBundle(bundle)));
  bare.push(await timed(async () => zipSync(bytes, { level: 9 })));
}

const size = Object.values(bytes).reduce((sum, each) => sum + each.byteLength, 0);
console.log(`${bundle.files.length} files, ${Math.round(size / 1024)} KiB`);
printFigure({ figure: 'export, warm', value: median(made), unit: 'ms' });
printFigure({ figure: 'zip of the bundle', value: median(packed), unit: 'ms' });
printFigure({ figure: 'fflate on the same bytes', value: median(bare), unit: 'ms' });
printFigure({
  figure: 'export and zip, to fflate alone',
  value: (median(made) + median(packed)) / median(bare),
  unit: '×',
  limit: 5,
});

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
