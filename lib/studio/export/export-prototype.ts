import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language, StateChoice } from '#core/deploy/target.ts';
import type { ExportEvent } from '#core/live/export-event.ts';
import { wasMadeHere } from '#core/trace/recorded-writes.ts';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import type { BundleFile, TargetId } from '#lib/export/bundle.ts';
import { type BundledJob, callBodies } from '#lib/export/bundle-recording.ts';
import { bundleSettings } from '#lib/export/bundle-settings.ts';
import { zipBundle } from '#lib/export/zip-bundle.ts';
import { readTrace } from '../calls/read-trace.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { exportWorkflow } from './export-workflow.ts';

export interface ExportPrototypeRequest {
  readonly prototypeId: string;
  readonly target: TargetId;
  /** The place's first where absent. */
  readonly language?: Language;
  /** Wins over the workflow's own. */
  readonly trigger?: Trigger;
  readonly state?: StateChoice;
  /** False: only show the files. */
  readonly prove: boolean;
  readonly onEvent: (event: ExportEvent) => void;
  readonly signal?: AbortSignal;
}

/**
 * Exports the newest workflow of a prototype: makes the bundle, proves it, and keeps the zip of one that is proved.
 * Ends with a `proved` or a `refused` event where it is to be proved. Throws a `StudioError` (not-found, conflict)
 * or `TargetRefused` before the first event.
 */
export async function exportPrototype(studio: Studio, request: ExportPrototypeRequest): Promise<void> {
  const { prototypeId, target, language, trigger, state, prove, onEvent, signal } = request;
  const { store } = studio;
  const [trace, prototype] = await Promise.all([readTrace(studio, prototypeId), requirePrototype(studio, prototypeId)]);
  const view = await store.workflows.latest(prototypeId);
  if (!view) {
    throw new StudioError('conflict', 'There is no workflow to export yet.', { advice: 'Make the workflow first.' });
  }
  const aliases = serversOf(view.workflow);
  const records = await Promise.all(aliases.map((alias) => store.servers.find(alias)));
  const servers = records.flatMap((record) => (record ? [record.config] : []));
  const secrets = (await store.secrets.known()).map(({ value }) => value);

  const { bundle, proof } = await exportWorkflow({
    workflow: view.workflow,
    traces: [trace],
    answers: view.answers,
    made: (call) => wasMadeHere(call, prototype),
    target,
    language,
    installation: studio.installation,
    servers,
    trigger,
    state,
    prove,
    secrets,
    signal,
    onBundle: ({ name, files, commands }) => {
      const { variables } = bundleSettings(view.workflow, servers);
      const doneWhileRecording = doneIn(files);
      onEvent({ type: 'bundle', bundle: { name, target, files, commands, variables, doneWhileRecording } });
    },
    onCheck: (check) => onEvent({ type: 'check', check }),
  });
  if (!prove) return;
  if (!proof.proved) return onEvent({ type: 'refused' });

  const id = studio.ids('bundle');
  const zip = zipBundle(bundle);
  await mkdir(join(studio.home, 'bundles'), { recursive: true });
  await writeFile(zipPath(studio, id), zip, { mode: 0o600 });
  const record = await store.bundles.add({
    id,
    prototypeId,
    workflowVersion: view.version,
    target,
    options: JSON.parse(JSON.stringify({ trigger, state, language })),
    hash: createHash('sha256').update(zip).digest('hex'),
    fileCount: bundle.files.length,
    byteCount: zip.byteLength,
  });
  onEvent({ type: 'proved', record });
}

function doneIn(files: readonly BundleFile[]): number {
  const { recordings }: BundledJob = JSON.parse(files.find(({ path }) => path === 'trace.json')?.text ?? '');
  return recordings.flatMap(({ done }) => done).length;
}

/** Where the zip of a proved bundle is kept. Ids are ours: a prefix, letters and digits. */
export function zipPath(studio: Pick<Studio, 'home'>, bundleId: string): string {
  return join(studio.home, 'bundles', `${bundleId}.zip`);
}

function serversOf(workflow: Workflow): readonly string[] {
  return [...new Set(callBodies(workflow).map((body) => body.server))];
}
