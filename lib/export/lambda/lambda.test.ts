import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { StateChoice } from '#core/deploy/target.ts';
import type { Trigger } from '#core/workflow/workflow.ts';
import { placedBundle, textOf } from '../test/placed-bundle.ts';
import { schedulerLines } from './scheduler-lines.ts';

const TRIGGERS = [
  { on: 'manual' },
  { on: 'schedule', cron: '*/30 7 * * 1-5', timeZone: 'Europe/Berlin' },
  { on: 'webhook', path: 'pulls' },
  { on: 'queue', kind: 'sqs', name: 'pulls' },
] as const;
const CASES = TRIGGERS.flatMap((trigger) => (['dynamodb', 'postgres'] as const).map((state) => ({ trigger, state })));

const templateText = async (trigger: Trigger, state: StateChoice) =>
  textOf(await placedBundle('lambda', trigger, state), 'template.yaml');
// The short forms of CloudFormation are no types that YAML knows: `!Ref Ledger` is read as "Ledger".
const templateOf = async (trigger: Trigger, state: StateChoice) =>
  parse(await templateText(trigger, state), { logLevel: 'silent' });

test.each([
  ['0 7 * * *', ['cron(0 7 * * ? *)']],
  ['*/30 7 * JAN 1-5', ['cron(0,30 7 ? 1 MON,TUE,WED,THU,FRI *)']],
  ['0 7 1,15 * *', ['cron(0 7 1,15 * ? *)']],
  ['0 7 1 * SUN', ['cron(0 7 1 * ? *)', 'cron(0 7 ? * SUN *)']],
])('%s is for Scheduler %j', (cron, lines) => expect(schedulerLines(cron)).toEqual(lines));

describe.each(CASES)('the template for $trigger.on with $state', ({ trigger, state }) => {
  test('allows each function what it does and nothing else', async () => {
    const { Resources } = await templateOf(trigger, state);
    const statements = Object.values<{ Properties: { Policies?: { Statement: object[] }[] } }>(Resources)
      .flatMap(({ Properties }) => Properties.Policies ?? [])
      .flatMap(({ Statement }) => Statement);
    expect(statements.length).toBeGreaterThan(0);
    expect(JSON.stringify(statements)).not.toMatch(/\*|Delete(?:Item|Table)|Scan/);
  });

  test('names nothing that is not in it, and no secret', async () => {
    const text = await templateText(trigger, state);
    const { Resources, Parameters } = await templateOf(trigger, state);
    const known = [...Object.keys(Resources), ...Object.keys(Parameters), 'AWS::NoValue', 'WebhookUrl'];
    const named = [...text.matchAll(/!(?:Ref|GetAtt) ([A-Za-z:]+)|\$\{([A-Za-z]+)/g)].map(([, one, two]) => one ?? two);
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    expect(text).not.toMatch(/API_KEY|WEBHOOK_SECRET|DATABASE_URL|RUN_TOKEN/);
  });

  test('only plans, keeps what it remembers, and has dead letters for what fails again and again', async () => {
    const { Resources, Parameters } = await templateOf(trigger, state);
    expect([Parameters.DryRun.Default, Parameters.Approvals.Default]).toEqual(['true', 'ask']);
    if (state === 'dynamodb') expect(Resources.Ledger.DeletionPolicy).toBe('Retain');
    expect(Resources.Agent.Properties).toMatchObject({
      ReservedConcurrentExecutions: 1,
      EventInvokeConfig: { DestinationConfig: { OnFailure: { Destination: 'DeadLetters.Arn' } } },
    });
    if (trigger.on !== 'webhook' && trigger.on !== 'queue') return;
    expect(Resources.Messages.Properties.RedrivePolicy.deadLetterTargetArn).toBe('DeadLetters.Arn');
    expect(Resources.MessagesToWorker.Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });
});

test('a path that looks like a substitution of CloudFormation stays a path', async () => {
  const text = await templateText({ on: 'webhook', path: 'a${Secrets}' }, 'dynamodb');
  expect(text).toContain('!Sub ${WebhookUrl.FunctionUrl}webhooks/a${!Secrets}');
});

test('an agent in Python is refused in words, and so is a disk that is lost', async () => {
  await expect(placedBundle('lambda', { on: 'manual' }, 'dynamodb', 'python')).rejects.toThrow(
    'AWS Lambda takes an agent in TypeScript.',
  );
  await expect(placedBundle('lambda', { on: 'manual' }, 'sqlite')).rejects.toThrow('choose DynamoDB or Postgres');
});
