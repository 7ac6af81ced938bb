import { Namespace } from 'kubernetes-models/v1/Namespace';
import { Secret } from 'kubernetes-models/v1/Secret';
import type { AgentPackage } from '../agents/agent-package.ts';
import type { BundleFile } from '../bundle.ts';
import { imageFiles } from '../container/image-files.ts';
import type { PlaceParts } from '../export-target.ts';
import { printYaml } from '../print/print-yaml.ts';
import { baseManifests } from './base-manifests.ts';
import { componentManifests } from './component-manifests.ts';
import { AGENT, CONFIG, HTTP_PORT, IMAGE, type KubernetesFacts, labels, SECRETS } from './facts.ts';
import { component, kustomization } from './kustomization.ts';
import { type Manifest, manifest, strictSource } from './manifest.ts';
import { printDeployGuide } from './print-deploy-guide.ts';
import { scalerSecrets } from './queue-component.ts';

/** A Dockerfile, and kustomize's base, components and overlays, beside an agent. */
export function exportKubernetes(agent: AgentPackage): PlaceParts {
  const place = (path: string, text: string): BundleFile => ({ path, text, role: 'place' });
  const manifests = manifestsByPath(agent);
  for (const { validate } of Object.values(manifests)) validate();
  const written = Object.entries(manifests).map(([path, { object }]) => place(path, printYaml(object)));
  const kustomizations = Object.entries(kustomizationsByPath(agent)).map(([path, object]) =>
    place(path, printYaml(object)),
  );
  const files = [
    ...imageFiles(agent),
    place('kubernetes/README.md', printDeployGuide(agent)),
    ...written,
    ...kustomizations,
  ];
  return { files, strictSource: strictSource(Object.values(manifests)), deploy: DEPLOY };
}

/** Every Kubernetes object of the bundle, by path; for writing them and for proving them. */
export function manifestsByPath(facts: KubernetesFacts): Readonly<Record<string, Manifest>> {
  const base = Object.entries(baseManifests(facts)).map(
    ([file, object]) => [`kubernetes/base/${file}`, object] as const,
  );
  const components = componentManifests(facts).map(
    ({ folder, file, manifest: object }) => [`kubernetes/components/${folder}/${file}`, object] as const,
  );
  const namespaces = OVERLAYS.map(
    ({ name, namespace }) => [`kubernetes/overlays/${name}/namespace.yaml`, namespaceManifest(namespace)] as const,
  );
  return Object.fromEntries([
    ...base,
    ...components,
    ...namespaces,
    ['kubernetes/secret.example.yaml', secretExample(facts)],
  ]);
}

const OVERLAYS = [
  { name: 'development', namespace: `${AGENT}-development`, dryRun: 'true' },
  { name: 'production', namespace: AGENT, dryRun: 'false' },
] as const;

function kustomizationsByPath(facts: KubernetesFacts) {
  const components = componentManifests(facts);
  const folders = [...new Set(components.map(({ folder }) => folder))];
  const chosen = folders.filter((folder) => folder !== 'ingress');
  return {
    'kubernetes/base/kustomization.yaml': kustomization({
      resources: Object.keys(baseManifests(facts)),
      configMapGenerator: [{ name: CONFIG, literals: settings(facts), options: { labels: labels('agent') } }],
    }),
    ...Object.fromEntries(
      folders.map((folder) => [
        `kubernetes/components/${folder}/kustomization.yaml`,
        component({ resources: components.filter((each) => each.folder === folder).map(({ file }) => file) }),
      ]),
    ),
    ...Object.fromEntries(
      OVERLAYS.map(({ name, namespace, dryRun }) => [
        `kubernetes/overlays/${name}/kustomization.yaml`,
        kustomization({
          namespace,
          resources: ['namespace.yaml', '../../base'],
          ...(name === 'production' && chosen.length > 0
            ? { components: chosen.map((folder) => `../../components/${folder}`) }
            : {}),
          images: [{ name: IMAGE, newName: `registry.example.com/${IMAGE}`, newTag: '1.0.0' }],
          configMapGenerator: [{ name: CONFIG, behavior: 'merge', literals: [`DRY_RUN=${dryRun}`] }],
        }),
      ]),
    ),
  };
}

/** Settings that are no secrets. Names of variables are ours; their values are filled in by the owner. */
function settings({ name, variables, recordedIsDone }: KubernetesFacts): readonly string[] {
  return [
    'DRY_RUN=true',
    'APPROVALS=ask',
    'HOST=0.0.0.0',
    `PORT=${HTTP_PORT}`,
    'LOG_LEVEL=info',
    // Traces and metrics are sent where an endpoint is named.
    'OTEL_EXPORTER_OTLP_ENDPOINT=',
    `OTEL_SERVICE_NAME=${name}`,
    // The cluster's CronJob keeps the schedule.
    'SCHEDULE=external',
    ...(recordedIsDone ? ['RECORDED_EFFECTS=done'] : []),
    ...variables.filter(({ secret }) => !secret).map(({ name }) => `${name}=`),
  ];
}

function namespaceManifest(name: string): Manifest {
  const restricted = Object.fromEntries(
    ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
  );
  return manifest(new Namespace({ metadata: { name, labels: { ...labels('agent'), ...restricted } } }));
}

/** Names only, with empty values: fill in a copy, or let your secret store make it. No kustomization refers to it. */
function secretExample({ secrets, trigger, state }: KubernetesFacts): Manifest {
  const scaler = trigger.on === 'queue' && state === 'postgres' ? scalerSecrets(trigger.kind) : [];
  const names = [...secrets.map(({ name }) => name), ...scaler];
  return manifest(
    new Secret({
      metadata: { name: SECRETS, labels: labels('agent') },
      type: 'Opaque',
      stringData: Object.fromEntries(names.map((name) => [name, ''])),
    }),
  );
}

const DEPLOY = [
  'docker build -t registry.example.com/mcp-agent:1.0.0 . && docker push registry.example.com/mcp-agent:1.0.0',
  'kubectl kustomize kubernetes/overlays/production        # look at it first',
  'kubectl apply -k kubernetes/overlays/production         # kubernetes/README.md: the Secret comes first',
];
