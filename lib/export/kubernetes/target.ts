import { EITHER_STATE, EVERY_QUEUE, EVERY_TRIGGER } from '#core/deploy/target.ts';
import type { ExportTarget } from '../export-target.ts';

export const kubernetes: ExportTarget = {
  id: 'kubernetes',
  title: 'Kubernetes',
  purpose: 'The same agent with a Dockerfile and kustomize.',
  languages: ['typescript', 'python'],
  triggers: EVERY_TRIGGER,
  schedules: { cron: 'plain', timeZone: 'any' },
  queues: EVERY_QUEUE,
  states: EITHER_STATE,
  stateMeans: {
    sqlite:
      'A volume holds the ledger, so there is one replica and no autoscaler: two ledgers would make every change twice.',
    postgres: 'Replicas share the ledger in Postgres (DATABASE_URL); an autoscaler is included.',
  },
  readmeLine: '- `Dockerfile`, `kubernetes/` the same agent in a cluster; `kubernetes/README.md` says how',
  // Loaded when it is needed: the schemas of Kubernetes are large.
  print: async (agent) => (await import('./export-kubernetes.ts')).exportKubernetes(agent),
};
