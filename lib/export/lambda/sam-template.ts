import type { AgentPackage } from '../agents/agent-package.ts';
import { globals, PASS_SECONDS, runFunction, webhookFunction, workFunction } from './functions.ts';
import { LEDGER_TABLE } from './ledger-table.ts';
import { parameters } from './parameters.ts';
import { attribute, filled, type PlainResource, type Resource, ref, type TemplateFile } from './template-file.ts';

/** Twice as long as a queue keeps a message by itself. */
const DEAD_LETTER_SECONDS = 14 * 24 * 60 * 60;
const MOST_RECEIVES = 5;

/** Everything that the agent needs on AWS, in one stack. */
export function samTemplate(agent: AgentPackage): TemplateFile {
  const { name, trigger, state } = agent;
  const messages = trigger.on === 'webhook' || trigger.on === 'queue';
  const webhook = trigger.on === 'webhook' ? trigger.path.replace(/^\/+/, '').replaceAll('${', '${!') : null;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Description: `The agent ${name}`,
    Parameters: parameters(agent),
    Globals: globals(agent),
    ...(state === 'postgres'
      ? { Conditions: { InSubnets: { 'Fn::Not': [{ 'Fn::Equals': [{ 'Fn::Join': ['', ref('SubnetIds')] }, ''] }] } } }
      : {}),
    Resources: {
      Agent: runFunction(agent),
      ...(webhook === null ? {} : { Webhook: webhookFunction(agent) }),
      ...(messages ? { Worker: workFunction(agent), ...messageResources(agent) } : {}),
      ...(state === 'dynamodb' ? { Ledger: ledger() } : {}),
      DeadLetters: queue({
        ...(trigger.on === 'queue' ? { QueueName: `${trigger.name}-dead` } : {}),
        MessageRetentionPeriod: DEAD_LETTER_SECONDS,
      }),
      DeadLettersAlarm: deadLettersAlarm(),
      Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
    },
    Outputs: {
      AgentName: { Description: 'Invoke it to run a pass by hand', Value: ref('Agent') },
      ...(webhook === null
        ? {}
        : {
            WebhookUrl: {
              Description: 'Where deliveries go',
              Value: filled(`\${WebhookUrl.FunctionUrl}webhooks/${webhook}`),
            },
          }),
      ...(trigger.on === 'queue' ? { MessagesUrl: { Description: 'Send messages here', Value: ref('Messages') } } : {}),
      ...(state === 'dynamodb'
        ? { LedgerTable: { Description: 'What the agent remembers', Value: ref('Ledger') } }
        : {}),
      DeadLettersUrl: { Description: 'What could not be done', Value: ref('DeadLetters') },
    },
  };
}

/** The queue, what becomes of messages that fail again and again, and how they reach the function. */
function messageResources({ trigger }: AgentPackage): Readonly<Record<string, Resource>> {
  return {
    Messages: queue({
      ...(trigger.on === 'queue' ? { QueueName: trigger.name } : {}),
      // AWS's advice: six times as long as the function may take.
      VisibilityTimeout: 6 * PASS_SECONDS,
      RedrivePolicy: { deadLetterTargetArn: attribute('DeadLetters.Arn'), maxReceiveCount: MOST_RECEIVES },
    }),
    MessagesToWorker: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: attribute('Messages.Arn'),
        FunctionName: ref('Worker'),
        BatchSize: 5,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        // The least that there is. A reserved concurrency of 1 would turn messages away until they are dead letters; the
        // ledger is shared, so two that meet make no change twice.
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    },
  };
}

function ledger(): PlainResource {
  return {
    Type: 'AWS::DynamoDB::Table',
    // Without it the agent would not know what it has done.
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      ...LEDGER_TABLE,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    },
  };
}

function queue(properties: PlainResource['Properties']): PlainResource {
  return { Type: 'AWS::SQS::Queue', Properties: { ...properties, SqsManagedSseEnabled: true } };
}

function deadLettersAlarm(): PlainResource {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: 'Something could not be done',
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: attribute('DeadLetters.QueueName') }],
      Statistic: 'Maximum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    },
  };
}
