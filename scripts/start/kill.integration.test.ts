import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildIfNeeded } from '../build/build-if-needed.ts';
import { ask, freePort, type StudioProcess, startStudioProcess } from './test/studio-process.ts';

// Whole studios start here; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const ROUNDS = 6;
const WRITERS = 4;

let home: string;
let port: number;
let studio: StudioProcess | null = null;

beforeAll(async () => {
  await buildIfNeeded();
  home = mkdtempSync(join(tmpdir(), 'tracewright-kill-'));
  port = await freePort();
}, 600_000);
afterAll(async () => {
  await studio?.end('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

test('after kill -9 at any moment, everything that was answered as saved is there', { timeout: 900_000 }, async () => {
  /** Id to the last name that the studio answered as saved, and the one it was asked for and had not answered. */
  const saved = new Map<string, string>();
  const asked = new Map<string, string>();
  let answered = 0;
  // A fixed seed: a failing round can be run again.
  const random = mulberry32(20261121);

  for (let round = 0; round < ROUNDS; round += 1) {
    const current = await startStudioProcess({ home, port });
    studio = current;
    const headers = { authorization: `Bearer ${current.accessKey()}`, 'content-type': 'application/json' };
    const list = JSON.parse((await ask(port, '/api/prototypes', { headers })).body) as {
      prototype: { id: string; name: string };
    }[];
    const names = new Map(list.map(({ prototype }) => [prototype.id, prototype.name]));
    for (const [id, name] of saved) expect([name, asked.get(id)]).toContain(names.get(id));

    let dead = false;
    const writers = Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; !dead; n += 1) {
        const name = `round ${round} writer ${writer} number ${n}`;
        try {
          const own = [...saved.keys()][writer + round];
          if (own && n % 2 === 1) {
            asked.set(own, name);
            const answer = await ask(port, `/api/prototypes/${own}`, {
              method: 'PATCH',
              headers,
              body: JSON.stringify({ name }),
            });
            if (answer.status === 200) saved.set(own, name);
            answered += 1;
          } else {
            const answer = await ask(port, '/api/prototypes', {
              method: 'POST',
              headers,
              body: JSON.stringify({ name }),
            });
            if (answer.status === 200) saved.set(JSON.parse(answer.body).id, name);
            answered += 1;
          }
        } catch {
          return; // The connection died with the studio: nothing was answered.
        }
      }
    });
    // So many answers later, in the middle of whatever is under way then.
    const enough = answered + 8 + Math.floor(random() * 40);
    while (answered < enough && current.child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, random() * 5));
    dead = true;
    expect(await current.end('SIGKILL')).toBe('SIGKILL');
    await Promise.all(writers);
  }
  expect(saved.size).toBeGreaterThan(ROUNDS * WRITERS);
});

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
