import type { IIoK8sApiCoreV1Container as IContainer } from 'kubernetes-models/v1/Container';
import type { IIoK8sApiCoreV1PodSpec as IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { AGENT, CONFIG, IMAGE, SECRETS, SECRETS_FOLDER } from './facts.ts';

/** Numeric, so that `runAsNonRoot` can be checked without the image. */
const USER = 10001;

/** What the restricted Pod Security profile demands, and no token of the cluster. */
export function restrictedPod(containers: IContainer[], volumes: IPodSpec['volumes']): IPodSpec {
  return {
    serviceAccountName: AGENT,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers,
    volumes: [
      { name: 'secrets', secret: { secretName: SECRETS, defaultMode: 0o440 } },
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      ...(volumes ?? []),
    ],
  };
}

/** The agent's image with its settings, its secrets as files, and a root it cannot write to. */
export function agentContainer(own: Partial<IContainer> & Pick<IContainer, 'name'>): IContainer {
  return {
    image: `${IMAGE}:1.0.0`,
    // A tag can be moved; what runs is what the registry has now.
    imagePullPolicy: 'Always',
    envFrom: [{ configMapRef: { name: CONFIG } }],
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    ...own,
    env: [{ name: 'SECRETS_DIR', value: SECRETS_FOLDER }, ...(own.env ?? [])],
    volumeMounts: [
      { name: 'secrets', mountPath: SECRETS_FOLDER, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
      ...(own.volumeMounts ?? []),
    ],
  };
}
