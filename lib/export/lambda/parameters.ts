import type { AgentPackage, AgentSecret } from '../agents/agent-package.ts';
import { type Parameter, ref, type Text } from './template-file.ts';

/** Secrets of the functions. Who starts an agent that is kept running starts this one by AWS's own means. */
export function lambdaSecrets({ secrets, trigger }: AgentPackage): readonly AgentSecret[] {
  return secrets.filter(
    ({ name, neededBy }) => neededBy === 'pass' || (trigger.on === 'webhook' && name !== 'QUEUE_URL'),
  );
}

/** What is asked when the stack is deployed; no secret is among it, only where the secrets are. */
export function parameters(agent: AgentPackage): Readonly<Record<string, Parameter>> {
  const { variables, recordedIsDone, state } = agent;
  return {
    DryRun: {
      ...{ Type: 'String', AllowedValues: ['true', 'false'], Default: 'true' },
      Description: 'Only plan, and change nothing',
    },
    Approvals: {
      ...{ Type: 'String', AllowedValues: ['ask', 'auto'], Default: 'ask' },
      Description: 'Whether changes wait until somebody agrees',
    },
    ...(recordedIsDone
      ? {
          RecordedEffects: {
            ...{ Type: 'String', AllowedValues: ['done', 'ignore'], Default: 'done' },
            Description: 'Whether what recording did counts as done',
          },
        }
      : {}),
    ...(lambdaSecrets(agent).length > 0
      ? {
          SecretsArn: {
            ...{ Type: 'String', AllowedPattern: '^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+$' },
            Description: 'The secret in Secrets Manager that holds the secrets as a JSON object',
          },
        }
      : {}),
    ...Object.fromEntries(
      variables
        .filter(({ secret }) => !secret)
        .map(({ name, purpose }) => [parameterName(name), { Type: 'String', Description: purpose }]),
    ),
    ...(state === 'postgres'
      ? {
          SubnetIds: {
            ...{ Type: 'CommaDelimitedList', Default: '' },
            Description: 'Subnets from which Postgres is reached; empty where it is reached over the internet',
          },
          SecurityGroupIds: {
            ...{ Type: 'CommaDelimitedList', Default: '' },
            Description: 'Security groups of the functions in these subnets',
          },
        }
      : {}),
  };
}

/** What the agent reads from its environment. */
export function environment(agent: AgentPackage): Readonly<Record<string, Text>> {
  const { variables, recordedIsDone, state } = agent;
  return {
    DRY_RUN: ref('DryRun'),
    APPROVALS: ref('Approvals'),
    ...(recordedIsDone ? { RECORDED_EFFECTS: ref('RecordedEffects') } : {}),
    ...(state === 'dynamodb' ? { LEDGER_TABLE: ref('Ledger') } : {}),
    ...(lambdaSecrets(agent).length > 0 ? { SECRETS_ARN: ref('SecretsArn') } : {}),
    ...Object.fromEntries(
      variables.filter(({ secret }) => !secret).map(({ name }) => [name, ref(parameterName(name))]),
    ),
  };
}

/** `CODE_HOST_URL` as a parameter: `CodeHostUrl`. CloudFormation takes letters and digits only. */
export function parameterName(variable: string): string {
  return variable
    .split('_')
    .map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
    .join('');
}
