import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { openPaths } from '../open-paths.ts';
import { AGENT, type KubernetesFacts, labels } from './facts.ts';
import { type Manifest, manifest } from './manifest.ts';
import { queueComponent } from './queue-component.ts';

/** A host that is nobody's; the overlay names the real one. */
const HOST = 'agent.example.com';

/** Parts that an overlay takes or leaves, by folder: each is one object and the reason for it. */
export interface Component {
  readonly folder: string;
  readonly file: string;
  readonly manifest: Manifest;
}

/** The components that can work with these facts. Scaling out needs Postgres: a SQLite file has one writer. */
export function componentManifests(facts: KubernetesFacts): readonly Component[] {
  const open = openPaths(facts.trigger);
  return [
    ...(open.length > 0 ? [httpRoute(open), ingress(open)] : []),
    ...(facts.state === 'postgres' ? scalers(facts) : []),
  ];
}

/** Messages say better than a processor how much there is to do. */
function scalers(facts: KubernetesFacts): readonly Component[] {
  return facts.trigger.on === 'queue' ? queueComponent(facts) : [scaleOut()];
}

function httpRoute(open: readonly string[]): Component {
  const route = new HTTPRoute({
    metadata: { name: AGENT, labels: labels('agent') },
    spec: {
      parentRefs: [{ name: 'gateway', namespace: 'gateway' }],
      hostnames: [HOST],
      rules: [
        {
          matches: open.map((path) => ({ path: { type: 'PathPrefix', value: path } })),
          backendRefs: [{ name: AGENT, port: 80 }],
        },
      ],
    },
  });
  return { folder: 'gateway', file: 'http-route.yaml', manifest: manifest(route) };
}

function ingress(open: readonly string[]): Component {
  const object = new Ingress({
    metadata: { name: AGENT, labels: labels('agent') },
    spec: {
      ingressClassName: 'default',
      tls: [{ hosts: [HOST], secretName: `${AGENT}-tls` }],
      rules: [
        {
          host: HOST,
          http: {
            paths: open.map((path) => ({
              path,
              pathType: 'Prefix',
              backend: { service: { name: AGENT, port: { name: 'http' } } },
            })),
          },
        },
      ],
    },
  });
  return { folder: 'ingress', file: 'ingress.yaml', manifest: manifest(object) };
}

function scaleOut(): Component {
  const object = new HorizontalPodAutoscaler({
    metadata: { name: AGENT, labels: labels('agent') },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: AGENT },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
    },
  });
  return { folder: 'scale-out', file: 'autoscaler.yaml', manifest: manifest(object) };
}
