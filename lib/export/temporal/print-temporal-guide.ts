import type { AgentPackage } from '../agents/agent-package.ts';

const SCHEDULE = `
5. \`npm run temporal -- schedule\` creates a Schedule of the same name, or changes the one that there is.`;

/** `temporal/README.md`: how it is set up and why it is as it is. Our words only. */
export function printTemporalGuide(agent: AgentPackage): string {
  const { name, secrets, variables, trigger, recordedIsDone, hasPrograms } = agent;
  const needed = secrets.filter(({ neededBy }) => neededBy === 'pass').map((secret) => secret.name);
  const settings = variables.filter(({ secret }) => !secret).map((setting) => setting.name);
  return `# On Temporal

The program of \`workflow.ts\` as a workflow, and every call of a tool as an activity. Workers may be on as many machines as
you like; one that dies in the middle is replaced by the others, which go on from the same place.

On one machine, in three terminals, in the folder of \`package.json\`:

\`\`\`sh
temporal server start-dev                # a server to try with: the Temporal CLI
cp .env.example .env && npm ci && npm run worker
npm run temporal -- start --plan         # one run, which changes nothing
\`\`\`

That is one worker on one machine, so \`DATABASE_URL\` may stay empty: the ledger is a file then. In earnest:

1. Have a Temporal server, and say where it is with the variables of Temporal's own tools: \`TEMPORAL_ADDRESS\`
   (\`localhost:7233\` without it), \`TEMPORAL_NAMESPACE\`, \`TEMPORAL_API_KEY\`, \`TEMPORAL_TLS_CLIENT_CERT_PATH\`, or a profile of
   its configuration file.
2. Put this folder on every worker, run \`npm ci\`, and write \`.env\` there:
   ${[...needed, ...settings].map((each) => `\`${each}\``).join(', ')}.${hasPrograms ? '\n   Servers of `mcp.json` that are programs have to be on every worker.' : ''}
3. \`npm run worker\` on each works on the task queue \`${name}\`
   until SIGTERM, and finishes what is under way first.
4. \`npm run temporal -- start\` runs once and tells how it ends. \`--input name=value\` gives inputs.${trigger.on === 'schedule' ? SCHEDULE : ''}

Runs only plan until the workers have \`DRY_RUN=false\`. All workers of a task queue need the same \`.env\`.

## Approval

Changes wait for approval unless the workers have \`APPROVALS=auto\`. A run then stays open and costs nothing; what it waits
for is listed by \`npm run approve\` and agreed to by \`npm run approve all\`. The run notices within five minutes, or at once:

\`\`\`sh
temporal workflow signal --name wake --workflow-id <id of the run>
\`\`\`

## What happens once

The ledger in Postgres (\`DATABASE_URL\`) decides, as everywhere else, and not Temporal: Temporal hands a call out again when
a worker fell silent, and cannot know whether the call was made. The worker claims a change in the ledger before it sends
it, and records the answer. One that was sent and whose answer was lost is looked for in the world where the program says
how; where it does not, the run waits until \`npm run effects -- mark <key> done|failed\` says what became of it.
\`npm run effects\` lists every change. A worker that died is noticed after half a minute of silence, and what it held is free
after as long.
${recordedIsDone ? '\nWhat was done while recording counts as done. Where this agent works on other servers than those that were recorded, set\n`RECORDED_EFFECTS=ignore`.\n' : ''}
## Where it ends

- Temporal keeps the arguments and the answers of all calls in the history of a run, as plain text unless you give it a
  codec. Give your namespace a retention that suits them.
- An answer may have 2 MB; one that is longer ends the run, and says so. A history has 51,200 events at most, which is some
  5,000 calls.
- A run is taken up again by running the program over its history, so a worker with another version of \`workflow.ts\` cannot
  go on with it. Wait until runs have ended before you change the program, or terminate them and start anew: what they had
  done is not done again.
- A run by hand that failed is not repeated, one of the Schedule up to three times. While one of those is open, the Schedule
  starts no other.
`;
}
