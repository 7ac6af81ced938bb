import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { leakWorkflow } from '#components/workflow/workflow-fixture.ts';
import { UsageError } from './command.ts';
import { readTraceFile, readWorkflowFile } from './files.ts';
import { readServersFile } from './read-servers-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracewright-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, 'file.json');
const trace = readFileSync(new URL('../examples/memory-leak-tickets/trace.json', import.meta.url), 'utf8');
const workflow = JSON.stringify(leakWorkflow());
const servers = JSON.stringify({ mcpServers: { tracker: { command: 'node', args: ['server.js'], env: { A: 'b' } } } });

const readers = [
  ['a trace', readTraceFile, trace],
  ['a workflow', readWorkflowFile, workflow],
  ['servers', readServersFile, servers],
] as const;

/** Reads what the file holds now; anything but a value or one clear line is a failure. */
function readOrRefuse(read: (file: string) => unknown): string | null {
  try {
    read(file);
    return null;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message).not.toContain('\n');
    expect(error.message.length).toBeLessThan(2_000);
    expect(error.message).toContain(file);
    return error.message;
  }
}

/** Changes one member somewhere in a document to something else. */
function withChange(document: unknown, pick: number, value: unknown): unknown {
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
  const walk = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const [key, member] of Object.entries(at)) {
      places.push({ holder: at as Record<string, unknown>, key });
      walk(member);
    }
  };
  const copy = structuredClone(document);
  walk(copy);
  const place = places[pick % places.length];
  if (place) place.holder[place.key] = value;
  return copy;
}

describe.each(readers)('%s in a file', (_, read, whole) => {
  test('is read where it is whole, with a byte order mark too', () => {
    writeFileSync(file, whole);
    expect(readOrRefuse(read)).toBeNull();
    writeFileSync(file, `\uFEFF${whole}`);
    expect(readOrRefuse(read)).toBeNull();
  });

  test('that was cut off anywhere is refused in one line that names it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.trimEnd().length - 1 }), (length) => {
        writeFileSync(file, whole.slice(0, length));
        expect(readOrRefuse(read)).not.toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  test('that is anything else is refused in one line, or read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        writeFileSync(file, bytes);
        readOrRefuse(read);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        writeFileSync(file, JSON.stringify(value));
        readOrRefuse(read);
      }),
      { numRuns: 60 },
    );
  });

  test('with one member changed to anything is refused in one line, or read', () => {
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue({ maxDepth: 2 }), (pick, value) => {
        writeFileSync(file, JSON.stringify(withChange(JSON.parse(whole), pick, value)));
        readOrRefuse(read);
      }),
      { numRuns: 150 },
    );
  });

  test('that is empty, a folder, below a file, or nested without end is refused in one line', () => {
    writeFileSync(file, '');
    expect(readOrRefuse(read)).not.toBeNull();
    writeFileSync(file, '['.repeat(100_000));
    expect(readOrRefuse(read)).not.toBeNull();
    const nested = join(folder, 'folder');
    mkdirSync(nested, { recursive: true });
    expect(() => read(nested)).toThrow(/it is a folder/);
    expect(() => read(join(file, 'x.json'))).toThrow(/no such file/);
  });
});

describe('of another version', () => {
  test.each([
    ['a trace', readTraceFile, trace],
    ['a workflow', readWorkflowFile, workflow],
  ] as const)('%s says so', (_, read, whole) => {
    writeFileSync(file, JSON.stringify({ ...JSON.parse(whole), version: 99 }));
    expect(readOrRefuse(read)).toMatch(/version/);
  });
});
