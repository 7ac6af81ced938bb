import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportEvent } from '#core/live/export-event.ts';
import { exportBundle } from '#lib/export/export-bundle.ts';
import { ticketsForPullRequests, ticketsTrace } from '#lib/export/test/tickets-for-pull-requests.ts';
import { readRuntimeLibrary } from '#lib/export/typescript/runtime-library.ts';
import { unzipBundle } from '#lib/export/zip-bundle.ts';
import { readTrace } from '../calls/read-trace.ts';
import { openTestStudio } from '../open-test-studio.ts';
import { createSample } from '../prototypes/create-sample.ts';
import { importTrace } from '../prototypes/import-prototype.ts';
import type { Studio } from '../studio.ts';
import { makeWorkflow } from '../workflow/make-workflow.ts';
import { printWorkflowCode } from '../workflow/print-workflow-code.ts';
import { readBundleZip } from './export-download.ts';
import { exportPrototype, zipPath } from './export-prototype.ts';
import { proveBundle } from './export-prove.ts';

let studio: Studio;
let close: () => Promise<void>;
let prototypeId: string;

beforeAll(async () => {
  ({ studio, close } = await openTestStudio());
  prototypeId = (await createSample(studio)).id;
});

afterAll(() => close());

async function exported(options: Partial<Parameters<typeof exportPrototype>[1]> = {}): Promise<readonly ExportEvent[]> {
  const events: ExportEvent[] = [];
  const onEvent = (event: ExportEvent) => void events.push(event);
  await exportPrototype(studio, { prototypeId, target: 'typescript', prove: true, onEvent, ...options });
  return events;
}

describe('an export of the sample', () => {
  test('needs a workflow', async () => {
    await expect(exported()).rejects.toMatchObject({ code: 'conflict', advice: 'Make the workflow first.' });
  });

  test('shows its files, proves them check by check, and keeps the very bytes that were proved', async () => {
    await makeWorkflow(studio, { prototypeId });
    await studio.store.secrets.put('canary', 'canary-9d1f7c');
    const events = await exported({
      target: 'kubernetes',
      trigger: { on: 'webhook', path: 'pulls' },
      state: 'postgres',
    });
    expect(events[0]?.type).toBe('bundle');
    const states = events.flatMap((event) =>
      event.type === 'check' ? [`${event.check.id} ${event.check.state}`] : [],
    );
    for (const id of ['paths', 'secrets', 'types', 'replay', 'manifests']) {
      expect(states.filter((state) => state.startsWith(id))).toEqual([
        `${id} waiting`,
        `${id} running`,
        `${id} passed`,
      ]);
    }
    const last = events.at(-1);
    if (last?.type !== 'proved') throw new Error(`It ended with ${JSON.stringify(last)}.`);

    const { zip, record } = await readBundleZip(studio, { prototypeId, bundleId: last.record.id });
    expect(createHash('sha256').update(zip).digest('hex')).toBe(record.hash);
    const files = unzipBundle(zip);
    expect([...files.keys()]).toContain('kubernetes/components/scale-out/autoscaler.yaml');
    const all = [...files.values()].join('\n');
    expect(all).not.toContain('canary-9d1f7c');
    expect(all).not.toContain(studio.home);
    expect(all).not.toContain(studio.installation);
    // What the studio shows beside the graph is the file in the zip.
    expect(files.get('workflow.ts')).toBe((await printWorkflowCode(studio, { prototypeId })).text);
    // The same wish gives the same bytes.
    const again = (
      await exported({ target: 'kubernetes', trigger: { on: 'webhook', path: 'pulls' }, state: 'postgres' })
    ).at(-1);
    expect(again?.type === 'proved' ? again.record.hash : null).toBe(record.hash);
  }, 180_000);

  test('can be looked at without running anything', async () => {
    const events = await exported({ prove: false });
    expect(events.map(({ type }) => type)).toEqual(['bundle']);
  });

  test('counts what was recorded here as done, and nothing of the sample, which was recorded elsewhere', async () => {
    const doneIn = async (id: string) => {
      const [event] = await exported({ prototypeId: id, prove: false });
      return event?.type === 'bundle' ? event.bundle.doneWhileRecording : null;
    };
    expect(await doneIn(prototypeId)).toBe(0);
    const { id } = await importTrace(studio, await readTrace(studio, prototypeId), 'Recorded with our own servers');
    await makeWorkflow(studio, { prototypeId: id });
    expect(await doneIn(id)).toBe(3);
  });

  test('is not given out when its file was changed, nor to another prototype', async () => {
    const [record] = await studio.store.bundles.list(prototypeId);
    if (!record) throw new Error('No bundle was kept.');
    await expect(readBundleZip(studio, { prototypeId: 'other', bundleId: record.id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await writeFile(zipPath(studio, record.id), 'something else');
    await expect(readBundleZip(studio, { prototypeId, bundleId: record.id })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('a bundle that is wrong is not offered', () => {
  const prove = async (change: (path: string, text: string) => string, secrets: readonly string[] = []) => {
    const library = readRuntimeLibrary(studio.installation);
    const request = {
      workflow: ticketsForPullRequests,
      traces: [ticketsTrace],
      target: 'typescript',
      options: {},
      library,
    } as const;
    const bundle = await exportBundle(request);
    const files = bundle.files.map((file) => ({ ...file, text: change(file.path, file.text) }));
    const { proved, checks } = await proveBundle({
      bundle: { ...bundle, files },
      installation: studio.installation,
      secrets,
    });
    return { proved, failed: checks.filter(({ state }) => state === 'failed') };
  };
  const inWorkflow = (from: string, to: string) => (path: string, text: string) =>
    path === 'workflow.ts' ? text.replace(from, to) : text;

  test('where its code does not type-check', async () => {
    const { proved, failed } = await prove(inWorkflow('pull.title, phrase', 'pull.titel, phrase'));
    expect(proved).toBe(false);
    expect(failed).toMatchObject([{ id: 'types', detail: expect.stringContaining('titel') }]);
  }, 60_000);

  test('where it does something else than was recorded', async () => {
    const { proved, failed } = await prove(inWorkflow('description: pull.url', 'description: pull.title'));
    expect(proved).toBe(false);
    expect(failed).toMatchObject([{ id: 'replay', detail: expect.stringContaining('No recorded call of') }]);
  }, 60_000);

  test('where a secret of the vault stands in a file', async () => {
    const { proved, failed } = await prove(inWorkflow('// Recorded', '// hunter2-hunter2 Recorded'), [
      'hunter2-hunter2',
    ]);
    expect(proved).toBe(false);
    expect(failed).toMatchObject([{ id: 'secrets', detail: 'A secret of the vault stands in workflow.ts.' }]);
  }, 60_000);
});
