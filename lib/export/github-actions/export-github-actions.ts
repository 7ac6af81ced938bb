import type { AgentPackage } from '../agents/agent-package.ts';
import type { PlaceParts } from '../export-target.ts';
import { printYaml } from '../print/print-yaml.ts';
import { printActionsGuide } from './print-actions-guide.ts';
import { workflowFile } from './workflow-file.ts';

/** A workflow that runs the agent once, by schedule or by hand. The bundle is the repository. */
export function exportGitHubActions(agent: AgentPackage): PlaceParts {
  const path = `.github/workflows/${agent.name}.yaml`;
  return {
    files: [
      { path, text: printYaml(workflowFile(agent)), role: 'place' },
      // Not `.github/README.md`: GitHub would show that in place of the agent's own.
      { path: '.github/workflows/README.md', text: printActionsGuide(agent), role: 'place' },
    ],
    deploy: [
      'git init --initial-branch=main && git add . && git commit --message "The agent"',
      'gh repo create --private --source=. --push',
      ...passSecrets(agent).map((name) => `gh secret set ${name}`),
      `gh workflow run ${agent.name}.yaml --field dry_run=true`,
    ],
  };
}

function passSecrets({ secrets }: AgentPackage): readonly string[] {
  return secrets.filter(({ neededBy }) => neededBy === 'pass').map(({ name }) => name);
}
