import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IIoK8sApiNetworkingV1NetworkPolicyEgressRule as Rule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { QueueKind } from '#core/deploy/target.ts';
import { startsByItself } from '../starts-by-itself.ts';
import { AGENT, HTTP_PORT, type KubernetesFacts, labels, selector } from './facts.ts';
import { type Manifest, manifest } from './manifest.ts';
import { agentContainer, restrictedPod } from './pod.ts';

const DATA = '/app/data';

/** Objects that every deployment of the agent has, by file name. */
export function baseManifests(facts: KubernetesFacts): Readonly<Record<string, Manifest>> {
  return {
    'service-account.yaml': manifest(
      new ServiceAccount({ metadata: { name: AGENT, labels: labels('agent') }, automountServiceAccountToken: false }),
    ),
    'deployment.yaml': manifest(deployment(facts)),
    'service.yaml': manifest(
      new Service({
        metadata: { name: AGENT, labels: labels('agent') },
        spec: {
          type: 'ClusterIP',
          selector: selector('agent'),
          ports: [{ name: 'http', port: 80, targetPort: 'http' }],
        },
      }),
    ),
    'cron-job.yaml': manifest(cronJob(facts)),
    ...(facts.state === 'sqlite' ? { 'volume-claim.yaml': manifest(volumeClaim()) } : {}),
    'network-policy.yaml': manifest(agentPolicy(facts)),
    'trigger-network-policy.yaml': manifest(triggerPolicy()),
    'disruption-budget.yaml': manifest(
      new PodDisruptionBudget({
        metadata: { name: AGENT, labels: labels('agent') },
        // A single replica with a minimum of one would block every drain.
        spec: {
          maxUnavailable: 1,
          unhealthyPodEvictionPolicy: 'AlwaysAllow',
          selector: { matchLabels: selector('agent') },
        },
      }),
    ),
  };
}

function deployment({ state }: KubernetesFacts): Deployment {
  const sqlite = state === 'sqlite';
  const probe = (path: string) => ({ httpGet: { path, port: 'http' } });
  const container = agentContainer({
    name: 'agent',
    args: ['serve'],
    ports: [{ name: 'http', containerPort: HTTP_PORT }],
    resources: {
      requests: { cpu: '50m', memory: '128Mi', 'ephemeral-storage': '16Mi' },
      limits: { cpu: '1', memory: '512Mi', 'ephemeral-storage': '128Mi' },
    },
    // Whether the process lives; servers and databases that are away are no reason to restart it.
    startupProbe: { ...probe('/healthz'), periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: { ...probe('/healthz'), periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: { ...probe('/readyz'), periodSeconds: 10, failureThreshold: 2 },
    // Until the endpoint is gone from every node, requests still arrive.
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    ...(sqlite ? { volumeMounts: [{ name: 'data', mountPath: DATA }] } : {}),
  });
  const volumes = sqlite ? [{ name: 'data', persistentVolumeClaim: { claimName: AGENT } }] : [];
  const pod = restrictedPod([container], volumes);
  return new Deployment({
    metadata: { name: AGENT, labels: labels('agent') },
    spec: {
      // A SQLite file has one writer. With Postgres the number is left to whoever scales it.
      ...(sqlite ? { replicas: 1 } : {}),
      strategy: sqlite
        ? { type: 'Recreate' }
        : { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      revisionHistoryLimit: 5,
      selector: { matchLabels: selector('agent') },
      template: {
        metadata: { labels: labels('agent') },
        spec: {
          ...pod,
          terminationGracePeriodSeconds: 65,
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: selector('agent') },
            },
          ],
        },
      },
    },
  });
}

/**
 * Starts a pass of the running agent, so that it works with either kind of state: a volume that the agent holds cannot
 * be mounted a second time. The job's name tells repeats of one slot apart from the next slot. Suspended, it is the form
 * from which somebody starts a pass.
 */
function cronJob({ trigger }: KubernetesFacts): CronJob {
  const schedule = trigger.on === 'schedule' ? trigger.cron : '0 3 * * *';
  const timeZone = trigger.on === 'schedule' ? trigger.timeZone : 'Etc/UTC';
  const container = agentContainer({
    name: 'trigger',
    args: ['trigger'],
    env: [
      { name: 'AGENT_URL', value: `http://${AGENT}` },
      {
        name: 'TRIGGER_ID',
        valueFrom: { fieldRef: { fieldPath: "metadata.labels['batch.kubernetes.io/job-name']" } },
      },
    ],
    resources: {
      requests: { cpu: '10m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
      limits: { cpu: '200m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
    },
  });
  return new CronJob({
    metadata: { name: AGENT, labels: labels('trigger') },
    spec: {
      schedule,
      timeZone,
      ...(startsByItself(trigger) ? {} : { suspend: true }),
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 3,
          activeDeadlineSeconds: 120,
          template: {
            metadata: { labels: labels('trigger') },
            spec: { ...restrictedPod([container], []), restartPolicy: 'Never' },
          },
        },
      },
    },
  });
}

function volumeClaim(): PersistentVolumeClaim {
  return new PersistentVolumeClaim({
    metadata: { name: AGENT, labels: labels('agent') },
    spec: { accessModes: ['ReadWriteOncePod'], resources: { requests: { storage: '1Gi' } } },
  });
}

const DNS: Rule = {
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

const POSTGRES: Rule = { ports: [{ protocol: 'TCP', port: 5432 }] };
/** What reaches a queue besides public addresses: its server, or whoever gives a pod the rights of its role. */
const QUEUE: Readonly<Record<QueueKind, readonly Rule[]>> = {
  redis: [{ ports: [{ protocol: 'TCP', port: 6379 }] }],
  sqs: [{ to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [{ protocol: 'TCP', port: 80 }] }],
  pubsub: [
    { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ protocol: 'TCP', port: 80 }] },
    { to: [{ ipBlock: { cidr: '169.254.169.252/32' } }], ports: [{ protocol: 'TCP', port: 988 }] },
  ],
};

/** Ranges that are not the internet: private networks, and the cloud's own metadata. */
const NOT_PUBLIC = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/** Nothing goes in or out but what is named here. Servers inside the cluster need a rule of their own. */
function agentPolicy({ state, trigger }: KubernetesFacts): NetworkPolicy {
  return new NetworkPolicy({
    metadata: { name: AGENT, labels: labels('agent') },
    spec: {
      podSelector: { matchLabels: selector('agent') },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: selector('trigger') } }],
          ports: [{ protocol: 'TCP', port: HTTP_PORT }],
        },
        {
          // Namespaces that carry this label may deliver webhooks and read metrics.
          from: [{ namespaceSelector: { matchLabels: { 'mcp-agent/access': 'http' } } }],
          ports: [{ protocol: 'TCP', port: HTTP_PORT }],
        },
      ],
      egress: [
        DNS,
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: NOT_PUBLIC } }], ports: [{ protocol: 'TCP', port: 443 }] },
        ...(state === 'postgres' ? [POSTGRES] : []),
        ...(trigger.on === 'queue' ? QUEUE[trigger.kind] : []),
      ],
    },
  });
}

function triggerPolicy(): NetworkPolicy {
  return new NetworkPolicy({
    metadata: { name: `${AGENT}-trigger`, labels: labels('trigger') },
    spec: {
      podSelector: { matchLabels: selector('trigger') },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [
        DNS,
        { to: [{ podSelector: { matchLabels: selector('agent') } }], ports: [{ protocol: 'TCP', port: HTTP_PORT }] },
      ],
    },
  });
}
