import { parseArgs } from 'node:util';
import { FAMILIES } from '../lib/core/inference/testing/fuzz/make-job.ts';
import { FuzzWorker, type Told } from './fuzz/fuzz-worker.ts';
import { printVerdicts } from './fuzz/print-verdicts.ts';

// `npm run fuzz [-- --seconds 60 --seed 1 --only --family "each item" --show "asked, wrong"]`
//
// Random programs on random services are demonstrated, derived from their demonstrations, and compared in worlds that
// were never shown. Seeds are counted up from --seed until the time is over; --only judges that one seed and shows all
// of it. Exits with 1 where a program was wrong and nothing was asked, where one crashed, and where one hung.
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'boolean', default: false },
    /** Judges seeds of one family only. */
    family: { type: 'string' },
    /** Shows failures of these verdicts too, separated by `|`. */
    show: { type: 'string', default: '' },
  },
});

const HANG_MS = 10_000;
const BAD: ReadonlySet<string> = new Set(['wrong silent', 'crash', 'hang']);
const names = Object.keys(FAMILIES);
const family = values.family === undefined ? null : names.indexOf(values.family);
if (family === -1) {
  console.error(`There is no family "${values.family}". Families: ${names.join(', ')}.`);
  process.exit(2);
}
const start = Number(values.seed);
const end = Date.now() + Number(values.seconds) * 1000;
const shown = new Set([...BAD, ...values.show.split('|')]);
const judged: Told[] = [];
const worker = new FuzzWorker(HANG_MS);
for (let seed = start; values.only ? seed === start : Date.now() < end; seed += 1) {
  if (!values.only && family !== null && seed % names.length !== family) continue;
  const told = await worker.judge(seed);
  judged.push(told);
  if (values.only || shown.has(told.verdict)) console.log(`${told.description}\n`);
}
await worker.end();
printVerdicts(judged);
process.exitCode = judged.some(({ verdict }) => BAD.has(verdict)) ? 1 : 0;
