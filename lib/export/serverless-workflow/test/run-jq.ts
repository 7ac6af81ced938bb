import openJq from 'jq-wasm/dist/build/jq.js';
import type { Json } from '#core/json/json.ts';

/** A jq that has run this often is thrown away: each run takes memory that it does not give back. */
const RUNS = 20;

let jq: ReturnType<typeof openJq> | undefined;
let left = 0;

/** Runs a program of real jq over `null` or an input, with named variables. Rejects with what jq said. */
export async function runJq(
  program: string,
  variables: Readonly<Record<string, Json>>,
  input: Json = null,
): Promise<Json> {
  const named = Object.entries(variables).flatMap(([name, value]) => ['--argjson', name, JSON.stringify(value)]);
  if (left === 0 || !jq) {
    jq = openJq();
    left = RUNS;
  }
  left -= 1;
  const said: string = await (await jq).raw(JSON.stringify(input), program, ['-c', ...named]);
  return JSON.parse(said) as Json;
}
