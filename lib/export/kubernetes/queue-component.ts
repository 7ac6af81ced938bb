import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import type { QueueKind } from '#core/deploy/target.ts';
import type { Component } from './component-manifests.ts';
import { AGENT, type KubernetesFacts, labels, SECRETS } from './facts.ts';
import { manifest } from './manifest.ts';

/** What a replica holds at a time; for more than that, another one is worth its while. */
const MESSAGES_A_REPLICA = '10';

/** How KEDA counts the messages of a queue. What it is told of an address is nobody's; the owner names the real one. */
interface Scaler {
  readonly type: string;
  readonly metadata: (of: { readonly queue: string; readonly group: string }) => Readonly<Record<string, string>>;
  /** KEDA's name of each secret, and the key of the agent's Secret. */
  readonly secrets: Readonly<Record<string, string>>;
}

const SCALERS: Readonly<Record<QueueKind, Scaler>> = {
  redis: {
    type: 'redis-streams',
    metadata: ({ queue, group }) => ({
      address: 'redis.example.com:6379',
      stream: queue,
      consumerGroup: group,
      lagCount: MESSAGES_A_REPLICA,
    }),
    secrets: { username: 'QUEUE_USERNAME', password: 'QUEUE_PASSWORD' },
  },
  sqs: {
    type: 'aws-sqs-queue',
    metadata: ({ queue }) => ({
      queueURL: `https://sqs.eu-central-1.amazonaws.com/123456789012/${queue}`,
      awsRegion: 'eu-central-1',
      queueLength: MESSAGES_A_REPLICA,
      // What replicas hold counts too, so that none is taken away that works.
      scaleOnInFlight: 'true',
    }),
    secrets: { awsAccessKeyID: 'AWS_ACCESS_KEY_ID', awsSecretAccessKey: 'AWS_SECRET_ACCESS_KEY' },
  },
  pubsub: {
    type: 'gcp-pubsub',
    metadata: ({ queue }) => ({
      subscriptionName: `projects/my-project/subscriptions/${queue}`,
      mode: 'SubscriptionSize',
      value: MESSAGES_A_REPLICA,
    }),
    secrets: { GoogleApplicationCredentials: 'GOOGLE_CREDENTIALS' },
  },
};

/** Keys of the Secret that only KEDA reads: it wants an address in its parts. */
export function scalerSecrets(kind: QueueKind): readonly string[] {
  return Object.values(SCALERS[kind].secrets).filter((key) => key.startsWith('QUEUE_'));
}

/**
 * Replicas by the number of messages that wait. One stays: it makes what was approved since and answers `/run`. Another
 * autoscaler beside it would pull the other way.
 */
export function queueComponent(facts: KubernetesFacts): readonly Component[] {
  const { trigger, name } = facts;
  if (trigger.on !== 'queue') return [];
  const { type, metadata, secrets } = SCALERS[trigger.kind];
  const object = new ScaledObject({
    metadata: { name: AGENT, labels: labels('agent') },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: AGENT },
      minReplicaCount: 1,
      maxReplicaCount: 5,
      pollingInterval: 30,
      cooldownPeriod: 300,
      // Of a queue that cannot be counted nobody knows how much is in it: as many stay as there are.
      fallback: { failureThreshold: 3, replicas: 1, behavior: 'currentReplicasIfHigher' },
      advanced: {
        horizontalPodAutoscalerConfig: {
          behavior: {
            scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
          },
        },
      },
      triggers: [
        { type, metadata: metadata({ queue: trigger.name, group: name }), authenticationRef: { name: AGENT } },
      ],
    },
  });
  const authentication = new TriggerAuthentication({
    metadata: { name: AGENT, labels: labels('agent') },
    spec: {
      secretTargetRef: Object.entries(secrets).map(([parameter, key]) => ({ parameter, name: SECRETS, key })),
    },
  });
  return [
    { folder: 'queue', file: 'scaled-object.yaml', manifest: manifest(object) },
    { folder: 'queue', file: 'trigger-authentication.yaml', manifest: manifest(authentication) },
  ];
}
