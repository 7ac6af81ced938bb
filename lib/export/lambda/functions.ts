import type { AgentPackage } from '../agents/agent-package.ts';
import { environment, lambdaSecrets } from './parameters.ts';
import { schedulerLines } from './scheduler-lines.ts';
import {
  attribute,
  type Filled,
  type FunctionResource,
  filled,
  type Policy,
  ref,
  type ScheduleEvent,
  type TemplateFile,
  type Text,
} from './template-file.ts';

/** Lambda's own limit; what is left to do then is done by the next invocation. */
export const PASS_SECONDS = 900;

/** What every function has. */
export function globals(agent: AgentPackage): TemplateFile['Globals'] {
  return {
    Function: {
      Timeout: PASS_SECONDS,
      MemorySize: 512,
      Environment: { Variables: environment(agent) },
      ...(agent.state === 'postgres' ? { VpcConfig: vpc() } : {}),
      LoggingConfig: { LogGroup: ref('Logs') },
    },
  };
}

/** Runs a pass by schedule or by hand, and goes on with what is open. One at a time. */
export function runFunction(agent: AgentPackage): FunctionResource {
  return lambdaFunction(agent, {
    handler: 'run',
    description: 'A pass by schedule or by hand, and what is open',
    more: {
      ReservedConcurrentExecutions: 1,
      EventInvokeConfig: {
        MaximumRetryAttempts: 2,
        MaximumEventAgeInSeconds: 3600,
        DestinationConfig: { OnFailure: { Type: 'SQS', Destination: attribute('DeadLetters.Arn') } },
      },
      Events: {
        ...schedules(agent),
        Resume: schedule({
          Description: 'Goes on with what was stopped by its deadline, was approved since, or died',
          ScheduleExpression: 'rate(5 minutes)',
          Input: '{"resume": true}',
        }),
      },
    },
  });
}

/** Works on messages of the queue. */
export function workFunction(agent: AgentPackage): FunctionResource {
  const actions = ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes'];
  return lambdaFunction(agent, {
    handler: 'queue',
    description: 'A pass for each message of the queue',
    may: [
      allow(
        actions.map((action) => `sqs:${action}`),
        [attribute('Messages.Arn')],
      ),
    ],
    variables: { MESSAGES_URL: ref('Messages') },
  });
}

/** Takes signed deliveries; the work is done by another one. */
export function webhookFunction(agent: AgentPackage): FunctionResource {
  return lambdaFunction(agent, {
    handler: 'webhook',
    description: 'Takes signed deliveries and stores them',
    may: [allow(['sqs:SendMessage'], [attribute('Messages.Arn')])],
    variables: { MESSAGES_URL: ref('Messages') },
    more: {
      Timeout: 30,
      // Anybody may call the address: the signature of each delivery is checked.
      FunctionUrlConfig: { AuthType: 'NONE' },
    },
  });
}

function lambdaFunction(
  agent: AgentPackage,
  own: {
    /** As `lambda.ts` names it. */
    readonly handler: 'run' | 'queue' | 'webhook';
    readonly description: string;
    readonly may?: Policy['Statement'];
    readonly variables?: Readonly<Record<string, Text>>;
    readonly more?: Partial<FunctionResource['Properties']>;
  },
): FunctionResource {
  const { handler, description, may = [], variables = {}, more = {} } = own;
  const ledger = [
    allow(
      ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
      [attribute('Ledger.Arn'), filled(`\${Ledger.Arn}/index/open`)],
    ),
  ];
  const secrets = [allow(['secretsmanager:GetSecretValue'], [ref('SecretsArn')])];
  const { Events, EventInvokeConfig, ...others } = more;
  return {
    Type: 'AWS::Serverless::Function',
    Metadata: { Dockerfile: 'Dockerfile', DockerContext: '.', DockerTag: 'agent' },
    Properties: {
      Description: description,
      PackageType: 'Image',
      ImageConfig: {
        EntryPoint: ['node', 'lambda.ts'],
        Command: [handler],
        WorkingDirectory: agent.image.folder,
      },
      ...others,
      ...(Object.keys(variables).length > 0 ? { Environment: { Variables: variables } } : {}),
      Policies: [
        {
          Statement: [
            ...(agent.state === 'dynamodb' ? ledger : []),
            ...(lambdaSecrets(agent).length > 0 ? secrets : []),
            ...may,
          ],
        },
      ].filter(({ Statement }) => Statement.length > 0),
      ...(EventInvokeConfig ? { EventInvokeConfig } : {}),
      ...(Events ? { Events } : {}),
    },
  };
}

function schedules({ trigger }: AgentPackage): Readonly<Record<string, ScheduleEvent>> {
  if (trigger.on !== 'schedule') return {};
  const lines = schedulerLines(trigger.cron);
  return Object.fromEntries(
    lines.map((ScheduleExpression, at) => [
      lines.length === 1 ? 'Schedule' : `Schedule${at + 1}`,
      schedule({
        Description: 'Runs a pass for each slot of the schedule',
        ScheduleExpression,
        ScheduleExpressionTimezone: trigger.timeZone,
        // Scheduler fills in when it wanted the slot, the same in every repetition.
        Input: '{"slot": "<aws.scheduler.scheduled-time>"}',
      }),
    ]),
  );
}

function schedule(Properties: ScheduleEvent['Properties']): ScheduleEvent {
  return { Type: 'ScheduleV2', Properties };
}

function allow(Action: readonly string[], Resource: Policy['Statement'][number]['Resource']) {
  return { Effect: 'Allow', Action, Resource } as const;
}

function vpc(): Filled {
  return {
    'Fn::If': [
      'InSubnets',
      { SubnetIds: ref('SubnetIds'), SecurityGroupIds: ref('SecurityGroupIds') },
      ref('AWS::NoValue'),
    ],
  };
}
