import type { AgentPackage } from '../agents/agent-package.ts';
import { secretsLine } from './export-lambda.ts';
import { PASS_SECONDS } from './functions.ts';
import { lambdaSecrets } from './parameters.ts';

/** `lambda/README.md`: how it is deployed and why it is as it is. Our words only. */
export function printLambdaGuide(agent: AgentPackage): string {
  const { name, state, hasPrograms, recordedIsDone } = agent;
  const secrets = lambdaSecrets(agent);
  const command = (use: string) => [...agent.program.installed.slice(0, 1), 'main.ts', use].join(' ');
  return `# On AWS Lambda

With the SAM CLI, Docker and AWS credentials, in the folder of \`template.yaml\`:

\`\`\`sh
${secrets.length > 0 ? `${secretsLine(agent)}\n` : ''}sam validate --lint
sam build
sam deploy --guided --stack-name ${name} --capabilities CAPABILITY_IAM --resolve-image-repos
sam remote invoke Agent --stack-name ${name} --event '{}'      # one pass by hand
\`\`\`

It only plans until it is deployed with \`DryRun=false\`. Changes then wait for approval unless it is deployed with
\`Approvals=auto\`. ${approving(agent, command)}

## What wakes it

${whatWakes(agent)}

Every five minutes \`Agent\` looks for what is open: a pass that was stopped by its deadline, that was approved since, or
whose function died. Where nothing is open this takes a moment.

A function has ${PASS_SECONDS / 60} minutes. In the last \`DEADLINE_RESERVE_SECONDS\` (60) nothing is begun any more: a write that is under
way is answered and recorded, and the next invocation goes on from there. Where a function is ended in the middle of a
write, the ledger knows that its answer is missing: the next one looks for it in the world, or asks for somebody, and
does not repeat it.

## Where state is

${state === 'dynamodb' ? DYNAMODB : POSTGRES}${recordedIsDone ? '\n\nWhat was done while recording counts as done. Where this agent works on other servers than those that were recorded,\ndeploy it with `RecordedEffects=ignore`.' : ''}

## Secrets

${
  secrets.length === 0
    ? 'None is needed.'
    : `One secret of Secrets Manager, a JSON object: ${secrets.map((secret) => `\`${secret.name}\``).join(', ')}. Its ARN is the parameter \`SecretsArn\`; the values stand
in no template and in no function's settings. A rotated value is used after five minutes.`
}

## What is closed

Each function may read its secret, read and write its own table, and do with its own queue what it has to; nothing else.
It cannot delete what it remembers, and the table stays when the stack is deleted. Logs are kept for 30 days.
${agent.trigger.on === 'webhook' ? '\nThe address of the webhook is open to everybody, and the signature of every delivery is checked before anything else. For\nlimits and an address of your own, put an HTTP API (payload format 2.0) before the function: its events are the same.\n' : ''}
## The image

\`Dockerfile\` is the one of every other place. It is not one of AWS's own images: \`lambda.ts\` asks the runtime interface of
Lambda for its events.${hasPrograms ? ' A server of `mcp.json` runs as a program beside the agent: put it into the image (`Dockerfile`\nsays where). Only `/tmp` can be written to.' : ''} Pin the base image by digest before you deploy; \`sbom.cdx.json\` lists
every package of the image (CycloneDX).
`;
}

function approving({ state }: AgentPackage, command: (use: string) => string): string {
  const where =
    state === 'dynamodb' ? 'LEDGER_TABLE=<LedgerTable of the stack>' : 'DATABASE_URL=<the address of Postgres>';
  return `From a machine that may reach what it remembers:

\`\`\`sh
${where} ${command('approve')}      # lists what waits; "approve all" agrees
${where} ${command('effects')}      # what became of every change
\`\`\``;
}

function whatWakes({ trigger, name, state }: AgentPackage): string {
  const twice = state === 'dynamodb' ? ' within 90 days' : '';
  switch (trigger.on) {
    case 'manual':
      return `Somebody who invokes \`Agent\`; \`--event '{"inputs": {…}}'\` gives inputs.`;
    case 'schedule':
      return `EventBridge Scheduler invokes \`Agent\` for each slot, in the schedule's own time zone. A slot that comes twice runs once. A
pass that failed is tried twice more; then the invocation is in the dead letters.`;
    case 'webhook':
      return `\`Webhook\` takes signed deliveries at the stack's \`WebhookUrl\`: it stores one in what the agent remembers, answers 202, and
sends its key to the queue \`Messages\`. \`Worker\` runs it. A delivery that comes twice${twice} runs once.

${DEAD}`;
    case 'queue':
      return `\`Worker\` takes the messages of the queue at \`MessagesUrl\`:

\`\`\`sh
aws sqs send-message --queue-url <MessagesUrl of the stack> --message-body '{}'
\`\`\`

The body is a JSON object that names what happened by its keys; the world is read again. A message that comes twice (by
its attribute \`id\`, else by its own id)${twice} runs once.

${DEAD}`;
    case 'keep':
    case 'endpoint':
      throw new Error(`${name} cannot be put on AWS Lambda.`);
  }
}

const DEAD = `A message whose pass failed comes again, later each time, and the others of its batch do not wait for it. After five times
SQS moves it to \`DeadLetters\`, and an alarm says so. When the cause is gone, send it back:
\`aws sqs start-message-move-task --source-arn <ARN of DeadLetters>\`.`;

const DYNAMODB = `A DynamoDB table, paid by request, with point-in-time recovery. Every change is one conditional write, so several functions
may share it. \`Agent\` runs one pass at a time all the same; AWS refuses its reserved concurrency where an account has no
more than ten in all: take \`ReservedConcurrentExecutions\` away there.`;

const POSTGRES = `Postgres, by \`DATABASE_URL\` in the secret. Several functions may share it. Where it is in a VPC, give \`SubnetIds\` and
\`SecurityGroupIds\`; the subnets then need a way to your MCP servers and to Secrets Manager.`;
