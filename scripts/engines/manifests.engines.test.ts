import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exportSample } from './export-sample.ts';
import { KUBERNETES_VERSIONS, openKubeconform } from './kubeconform.ts';
import { runProgram } from './run-program.ts';

const conform = openKubeconform(join(tmpdir(), 'tracewright-engines', 'kubeconform'));
if ('missing' in conform) console.warn(`SKIPPED: kubeconform looked at nothing: ${conform.missing}.`);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const CASES = [
  { trigger: { on: 'manual' }, state: 'sqlite' },
  { trigger: { on: 'schedule', cron: '0 7 * * 1-5', timeZone: 'Europe/Berlin' }, state: 'postgres' },
  { trigger: { on: 'queue', kind: 'redis', name: 'pulls' }, state: 'postgres' },
  { trigger: { on: 'queue', kind: 'sqs', name: 'pulls' }, state: 'postgres' },
  { trigger: { on: 'queue', kind: 'pubsub', name: 'pulls' }, state: 'postgres' },
] as const;

describe.skipIf('missing' in conform).each(CASES)('$trigger.on $trigger.kind with $state', ({ trigger, state }) => {
  test('is taken by kubeconform, strictly, as kubectl renders it', async () => {
    if ('missing' in conform) return;
    const folder = mkdtempSync(join(tmpdir(), 'tracewright-manifests-'));
    folders.push(folder);
    await exportSample({ folder, target: 'kubernetes', trigger, state });
    for (const overlay of ['development', 'production']) {
      const yaml = runProgram('kubectl', ['kustomize', join(folder, 'kubernetes/overlays', overlay)]);
      const objects = yaml.split(/^---$/m).length;
      for (const version of KUBERNETES_VERSIONS) expect(conform.check(yaml, version), version).toBe(objects);
      const wrong = yaml.replace('concurrencyPolicy:', 'concurencyPolicy:');
      expect(() => conform.check(wrong, KUBERNETES_VERSIONS[0])).toThrow('concurencyPolicy');
      if (trigger.on !== 'queue' || overlay !== 'production') continue;
      const unscaled = yaml.replace('maxReplicaCount:', 'maxReplicas:');
      expect(() => conform.check(unscaled, KUBERNETES_VERSIONS[0])).toThrow('maxReplicas');
    }
  });
});
