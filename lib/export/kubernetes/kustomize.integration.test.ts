import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { StateChoice } from '#core/deploy/target.ts';
import type { Trigger } from '#core/workflow/workflow.ts';
import { exportBundle } from '../export-bundle.ts';
import { ticketsForPullRequests, ticketsTrace } from '../test/tickets-for-pull-requests.ts';
import { readRuntimeLibrary } from '../typescript/runtime-library.ts';
import { writeBundle } from '../write-bundle.ts';
import { manifestsByPath } from './export-kubernetes.ts';
import { type Manifest, STRICT_OPTIONS, strictSource } from './manifest.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'kustomize-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TRIGGERS: readonly Trigger[] = [
  { on: 'manual' },
  { on: 'schedule', cron: '0 7 * * 1-5', timeZone: 'Europe/Berlin' },
  { on: 'webhook', path: 'pulls' },
  { on: 'endpoint' },
  { on: 'queue', kind: 'redis', name: 'pulls' },
  { on: 'queue', kind: 'sqs', name: 'pulls' },
  { on: 'queue', kind: 'pubsub', name: 'pulls' },
];
const CASES = TRIGGERS.flatMap((trigger) => (['sqlite', 'postgres'] as const).map((state) => ({ trigger, state })));

/** Older ones bring a kustomize that does not know components. */
const OLDEST_KUBECTL = 27;

/** Why manifests cannot be rendered here, or null. */
function kubectlProblem(): string | null {
  const { stdout, error } = spawnSync('kubectl', ['version', '--client', '-o', 'json'], { encoding: 'utf8' });
  if (error) return 'there is no kubectl on the PATH';
  const minor = /"minor":\s*"(\d+)/.exec(stdout)?.[1];
  return minor !== undefined && Number(minor) >= OLDEST_KUBECTL
    ? null
    : `this kubectl is older than 1.${OLDEST_KUBECTL}`;
}

type Rendered = Readonly<Record<string, never>> & {
  readonly kind: string;
  readonly metadata: { readonly name: string };
};

const kubectl = kubectlProblem();
if (kubectl !== null) console.warn(`SKIPPED: manifests were not rendered: ${kubectl}.`);

describe.skipIf(kubectl !== null).each(CASES)('$trigger.on with $state', ({ trigger, state }) => {
  test.each(['development', 'production'])(
    '%s is rendered by kubectl, and everything in it fits together',
    async (overlay) => {
      const objects = await render(trigger, state, overlay);
      const of = (kind: string) => objects.filter((each) => each.kind === kind) as never[] as Loose[];
      const [deployment] = of('Deployment');
      const [service] = of('Service');
      const [config] = of('ConfigMap');
      const pod = deployment.spec.template.spec;

      expect(of('Namespace')[0].metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
      for (const each of objects)
        expect((each.metadata as Loose).namespace ?? each.metadata.name).toMatch(/^mcp-agent/);
      // Selectors find the pods that they mean, and the ports that they name.
      expect(deployment.spec.template.metadata.labels).toMatchObject(deployment.spec.selector.matchLabels);
      expect(deployment.spec.template.metadata.labels).toMatchObject(service.spec.selector);
      expect(pod.containers[0].ports.map((port: Loose) => port.name)).toContain(service.spec.ports[0].targetPort);
      // Every reference resolves; the Secret is the owner's.
      expect(pod.containers[0].envFrom[0].configMapRef.name).toBe(config.metadata.name);
      expect(of('Secret')).toEqual([]);
      const claims = pod.volumes.flatMap((volume: Loose) => volume.persistentVolumeClaim?.claimName ?? []);
      expect(claims).toEqual(of('PersistentVolumeClaim').map((claim) => claim.metadata.name));
      expect(config.data.DRY_RUN).toBe(overlay === 'production' ? 'false' : 'true');

      for (const template of [deployment.spec.template, of('CronJob')[0].spec.jobTemplate.spec.template]) {
        expectRestricted(template.spec);
      }
      // One writer per SQLite file; an autoscaler only where the ledger is shared.
      const scalers = [...of('HorizontalPodAutoscaler'), ...of('ScaledObject')];
      for (const { spec } of scalers)
        expect(spec.scaleTargetRef).toMatchObject({ kind: 'Deployment', name: deployment.metadata.name });
      if (state === 'sqlite') {
        expect(scalers).toEqual([]);
        expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
      } else {
        expect(scalers).toHaveLength(overlay === 'production' ? 1 : 0);
        expect(deployment.spec.replicas).toBeUndefined();
        expect(claims).toEqual([]);
      }
      // KEDA finds the key of every secret in the example that the owner fills in.
      const [authentication] = of('TriggerAuthentication');
      expect(of('ScaledObject')).toHaveLength(authentication ? 1 : 0);
      const asked: readonly Loose[] = authentication?.spec.secretTargetRef ?? [];
      const example: Loose = parse(
        readFileSync(join(placeOf(trigger, state), 'kubernetes/secret.example.yaml'), 'utf8'),
      );
      for (const { name, key } of asked) {
        expect(name).toBe(example.metadata.name);
        expect(Object.keys(example.stringData)).toContain(key);
      }
      for (const { spec } of of('ScaledObject')) {
        expect(spec.triggers[0].authenticationRef.name).toBe(authentication.metadata.name);
      }
      const isOpen = trigger.on === 'webhook' || trigger.on === 'endpoint';
      expect(of('HTTPRoute')).toHaveLength(isOpen && overlay === 'production' ? 1 : 0);
      expect(of('CronJob')[0].spec.schedule).toBe(trigger.on === 'schedule' ? trigger.cron : '0 3 * * *');
      // What somebody starts is not started by the cluster.
      expect(of('CronJob')[0].spec.suspend).toBe(
        ['manual', 'endpoint', 'queue'].includes(trigger.on) ? true : undefined,
      );
      // What kubectl renders fits the schemas too, unknown members included: the ConfigMap is only made there.
      expect(strictErrors(strictSource(objects.map(asManifest)))).toBe('');
    },
  );
});

test('a member that Kubernetes does not know is refused, and so is a value of the wrong type', () => {
  const manifests = Object.values(
    manifestsByPath({
      name: 'x',
      trigger: { on: 'webhook', path: 'p' },
      state: 'postgres',
      variables: [],
      secrets: [],
      hasPrograms: false,
      recordedIsDone: false,
    }),
  );
  for (const manifest of manifests) manifest.validate();
  expect(strictErrors(strictSource(manifests))).toBe('');
  const [first] = manifests.filter(({ object }) => object.kind === 'Deployment');
  const wrong = (change: (object: Loose) => void) => {
    const object = JSON.parse(JSON.stringify(first?.object));
    change(object);
    return strictErrors(strictSource([{ object, validate() {} }]));
  };
  expect(wrong((object) => Object.assign(object.spec, { replicaz: 3 }))).toContain('replicaz');
  expect(wrong((object) => Object.assign(object.spec.strategy, { type: 'Sometimes' }))).toContain('Sometimes');
  // Deep inside lists, and what is missing.
  const container = (object: Loose) => object.spec.template.spec.containers[0];
  expect(wrong((object) => Object.assign(container(object), { imagePolicy: 'Always' }))).toContain('imagePolicy');
  expect(wrong((object) => Object.assign(container(object).securityContext, { root: false }))).toContain('root');
  expect(wrong((object) => Object.assign(container(object).livenessProbe.httpGet, { url: '/' }))).toContain('url');
  expect(wrong((object) => delete container(object).name)).toContain('name');
  expect(wrong((object) => delete object.spec.selector)).toContain('selector');
});

test.each([
  'NetworkPolicy',
  'HTTPRoute',
  'Ingress',
  'CronJob',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'Service',
])('a %s with a member that does not exist is refused', (kind) => {
  const facts = {
    name: 'x',
    trigger: { on: 'webhook', path: 'p' },
    state: 'postgres',
    variables: [],
    secrets: [],
    hasPrograms: false,
    recordedIsDone: false,
  } as const;
  const found = Object.values(manifestsByPath(facts)).find(({ object }) => object.kind === kind);
  const object = JSON.parse(JSON.stringify(found?.object));
  object.spec.notThere = true;
  expect(strictErrors(strictSource([asManifest(object)]))).toContain('notThere');
});

function asManifest(object: Rendered): Manifest {
  return { object: object as unknown as Manifest['object'], validate() {} };
}

// biome-ignore lint/suspicious/noExplicitAny: rendered YAML is looked at member by member.
type Loose = any;

function expectRestricted(spec: Loose): void {
  expect(spec).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(Object.keys(spec)).not.toEqual(expect.arrayContaining(['hostNetwork']));
  for (const container of spec.containers) {
    expect(container.image).toMatch(/:\d+\.\d+\.\d+$/);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(Object.keys(container.resources.limits).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
    for (const { valueFrom } of container.env) expect(valueFrom?.secretKeyRef).toBeUndefined();
  }
}

function placeOf(trigger: Trigger, state: StateChoice): string {
  return join(folder, `${trigger.on}-${'kind' in trigger ? trigger.kind : ''}-${state}`);
}

async function render(trigger: Trigger, state: StateChoice, overlay: string): Promise<readonly Rendered[]> {
  const bundle = await exportBundle({
    workflow: ticketsForPullRequests,
    traces: [ticketsTrace],
    target: 'kubernetes',
    options: { trigger, state },
    library: readRuntimeLibrary(ROOT),
  });
  const place = placeOf(trigger, state);
  writeBundle(bundle, place);
  const yaml = execFileSync('kubectl', ['kustomize', join(place, 'kubernetes/overlays', overlay)], {
    encoding: 'utf8',
  });
  return parseAllDocuments(yaml).map((document) => document.toJS());
}

/** What the compiler says, the empty text where it is content. */
function strictErrors(source: string): string {
  const place = mkdtempSync(join(folder, 'strict-'));
  symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'));
  writeFileSync(join(place, 'objects.ts'), source);
  try {
    execFileSync(join(ROOT, 'node_modules/.bin/tsc'), [...STRICT_OPTIONS, join(place, 'objects.ts')], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}
