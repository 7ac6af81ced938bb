import type { AgentPackage } from '../agents/agent-package.ts';

/** `.github/workflows/README.md`: how it is set up and why it is as it is. Our words only. */
export function printActionsGuide({ name, trigger, secrets, variables, hasPrograms }: AgentPackage): string {
  const needed = secrets.filter(({ neededBy }) => neededBy === 'pass');
  const settings = variables.filter(({ secret }) => !secret);
  return `# On GitHub Actions

Make a repository of this folder; \`.github/workflows/${name}.yaml\` is all that it needs besides these:

${needed.map((secret) => `- secret \`${secret.name}\`: ${secret.purpose}`).join('\n')}
${settings.map((setting) => `- variable \`${setting.name}\`: ${setting.purpose}\n`).join('')}- variable \`DRY_RUN\`: scheduled runs only plan until it is \`false\`
- variable \`APPROVALS\`: \`auto\` makes changes without asking. Otherwise they wait, the run ends with exit code 3, and the
  next run by hand with \`approve\` agrees to all that wait

${trigger.on === 'schedule' ? 'It runs by schedule, in UTC; GitHub starts late when it is busy, and leaves a slot out when it is very busy. The next pass\nmakes up for it. GitHub stops schedules of repositories in which nothing happened for 60 days.' : 'It runs when somebody starts it: *Actions*, *Run workflow*, or `gh workflow run`.'}
A run by hand plans, unless \`dry_run\` is taken away.

## State

Postgres, by the secret \`DATABASE_URL\`: it must be reachable from GitHub's runners. The disk of a runner is gone after
the run, so a SQLite ledger would forget every change. One run at a time; a run is never cancelled for the next one,
because a write that is stopped in the middle is unknown.

## What is closed

The token of the workflow may read this repository and nothing else, and is not left in the checkout. Secrets are in the
environment of those steps that need them, not in the installation of packages.

The actions are pinned by version tag, because their commits cannot be looked up where this was made. A tag can be moved:
pin them by commit before you rely on it, and let Dependabot keep them.${hasPrograms ? '\n\nA server of `mcp.json` runs as a program beside the agent: add a step that installs it, in a pinned version.' : ''}
`;
}
