import type { AgentPackage } from '../agents/agent-package.ts';

/** `agent.env`: settings that are no secrets (systemd.exec(5), EnvironmentFile). Empty ones are to be filled in. */
export function printSettings({ image, variables, recordedIsDone }: AgentPackage): string {
  const own = variables.filter(({ secret }) => !secret);
  return `${own.map(({ name, purpose }) => `# ${purpose}\n${name}=\n`).join('\n')}${own.length > 0 ? '\n' : ''}# The agent plans only, until this is false.
DRY_RUN=true
# "ask" waits until somebody approves; "auto" does not.
APPROVALS=ask
HOST=127.0.0.1
PORT=${image.port}
# Where the timer finds the agent: the same port.
AGENT_URL=http://127.0.0.1:${image.port}
LOG_LEVEL=info
${recordedIsDone ? '# What recording did counts as done; "ignore" makes it again, for servers that were not recorded.\nRECORDED_EFFECTS=done\n' : ''}`;
}
