import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Trace } from '../../lib/core/trace/trace.ts';
import { derive } from './derive.ts';
import { makeTrace } from './make-trace.ts';

// Started by bench/infer.ts under --trace-gc, which prints the size of the heap at every collection. Lines of our own
// say which of them belong to the loaded recording and which to the inference.
const WARM_UP = 15;
const [calls, megabytes] = process.argv.slice(2).map(Number);
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const text = JSON.stringify(makeTrace(calls ?? 100, (megabytes ?? 1) * 1_000_000));
// The code is compiled before anything is counted: in a studio that has been running, it is there already.
for (let run = 0; run < WARM_UP; run += 1) await derive(makeTrace(100, 1_000_000));
// From here on every collection is a full one: what V8 has moved to the old generation and not looked at since is no need.
setFlagsFromString('--gc-global');
const trace: Trace = JSON.parse(text);
collect();
console.log(`loaded ${text.length}`);
collect();
console.log('begin');
const result = await derive(trace);
collect();
console.log('end');
if (result.workflow === null) process.exitCode = 1;
