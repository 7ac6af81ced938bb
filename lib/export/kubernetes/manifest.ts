import type { Model, TypeMeta } from '@kubernetes-models/base';

/** A Kubernetes object with its schema: plain data, and a way to check it. */
export interface Manifest {
  readonly object: TypeMeta;
  /** Throws where a type, an enum, a quantity or a missing member is wrong. Unknown members: see `strictSource`. */
  validate(): void;
}

/** The object of a model. Its members are checked against the interface where it is written, by the compiler. */
export function manifest<T extends TypeMeta>(model: Model<T>): Manifest {
  return { object: JSON.parse(JSON.stringify(model.toJSON())) as TypeMeta, validate: () => model.validate() };
}

/**
 * A TypeScript file that compiles only if every object fits its interface, unknown members included: a model's own
 * `validate` lets those pass. `tsc` is run on it with the packages of this product.
 */
export function strictSource(manifests: readonly Manifest[]): string {
  const lines = manifests.map(({ object }, index) => {
    const { apiVersion, kind } = object;
    const folder = `${FOLDER[apiVersion] ?? unknownGroup(apiVersion)}/${kind}`;
    return `import type { I${kind} as T${index} } from '${folder}';\nexport const o${index}: T${index} = ${JSON.stringify(object)};`;
  });
  return `${lines.join('\n')}\n`;
}

/** Options of `tsc` for the file of `strictSource`, before its name. */
export const STRICT_OPTIONS: readonly string[] = [
  ...['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck'],
  ...['--module', 'esnext', '--moduleResolution', 'bundler', '--types', ''],
];

const FOLDER: Readonly<Record<string, string>> = {
  v1: 'kubernetes-models/v1',
  'apps/v1': 'kubernetes-models/apps/v1',
  'batch/v1': 'kubernetes-models/batch/v1',
  'autoscaling/v2': 'kubernetes-models/autoscaling/v2',
  'networking.k8s.io/v1': 'kubernetes-models/networking.k8s.io/v1',
  'policy/v1': 'kubernetes-models/policy/v1',
  'keda.sh/v1alpha1': '@kubernetes-models/keda/keda.sh/v1alpha1',
  'gateway.networking.k8s.io/v1': '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1',
};

function unknownGroup(apiVersion: string): never {
  throw new Error(`No schema is known for ${apiVersion}.`);
}
