import { z } from 'zod';

/** The part of the package `@aws-sdk/client-secrets-manager` that is used; loaded by name, see `dynamo-client.ts`. */
interface SecretsPackage {
  readonly SecretsManager: new (
    options: object,
  ) => {
    getSecretValue(input: { readonly SecretId: string }): Promise<{ readonly SecretString?: string }>;
  };
}

const PACKAGE: string = '@aws-sdk/client-secrets-manager';
const FRESH_MS = 5 * 60_000;

const secretsShape = z.record(z.string(), z.string());

export interface SecretVariables {
  /** Settings of the process with the secrets among them; what is read from it is what was read last. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Reads the secrets, unless that was less than five minutes ago: a rotated one is used soon. */
  refresh(): Promise<void>;
}

/** The secrets of `SECRETS_ARN`: a secret of Secrets Manager whose text is a JSON object of names and values. */
export function secretVariables(
  environment: Readonly<Record<string, string | undefined>>,
  milliseconds: () => number,
): SecretVariables {
  const variables: Record<string, string | undefined> = { ...environment };
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    variables,
    async refresh() {
      const SecretId = environment.SECRETS_ARN;
      if (!SecretId || milliseconds() - readAt < FRESH_MS) return;
      const { SecretsManager }: SecretsPackage = await import(PACKAGE);
      const { SecretString = '' } = await new SecretsManager({}).getSecretValue({ SecretId });
      Object.assign(variables, readSecrets(SecretString));
      readAt = milliseconds();
    },
  };
}

function readSecrets(text: string): Readonly<Record<string, string>> {
  try {
    return secretsShape.parse(JSON.parse(text));
  } catch {
    // What is wrong is not said in detail: it would be written into a log.
    throw new Error('The secret of SECRETS_ARN must be a JSON object whose values are texts: {"NAME": "value"}.');
  }
}
