import type { AgentPackage } from '../agents/agent-package.ts';
import type { BundleFile } from '../bundle.ts';
import { imageFiles } from '../container/image-files.ts';
import type { PlaceParts } from '../export-target.ts';
import { printYaml } from '../print/print-yaml.ts';
import { agentService } from './agent-service.ts';
import type { ComposeFile } from './compose-file.ts';
import { collectorService, collectorSettings, postgresService } from './other-services.ts';
import { printComposeGuide } from './print-compose-guide.ts';
import { printMakeSecrets } from './print-make-secrets.ts';

/** A Compose file with the agent and what it may need, and the Dockerfile that it builds. */
export function exportCompose(agent: AgentPackage): PlaceParts {
  const place = (path: string, text: string): BundleFile => ({ path, text, role: 'place' });
  return {
    files: [
      ...imageFiles(agent),
      place('compose.yaml', printYaml(composeFile(agent))),
      place('compose/README.md', printComposeGuide(agent)),
      place('compose/collector.yaml', printYaml(collectorSettings(agent.image.port))),
      { ...place('compose/make-secrets.sh', printMakeSecrets(agent)), executable: true },
      // Keeps the folder, and what is in it out of version control.
      place('compose/secrets/.gitignore', '*\n!.gitignore\n'),
    ],
    deploy: [
      './compose/make-secrets.sh     # then fill in those that it names',
      'docker compose build',
      'docker compose run --rm agent plan',
      `docker compose ${profile(agent)}up --detach --wait`,
    ],
  };
}

export function composeFile(agent: AgentPackage): ComposeFile {
  const { name, state, secrets } = agent;
  const postgres = state === 'postgres';
  const names = [...secrets.map((secret) => secret.name), ...(postgres ? ['POSTGRES_PASSWORD'] : [])];
  return {
    name,
    services: {
      agent: agentService(agent),
      ...(postgres ? { postgres: postgresService() } : {}),
      collector: collectorService(),
    },
    volumes: postgres ? { postgres: {} } : { data: {} },
    secrets: Object.fromEntries(names.map((secret) => [secret, { file: `./compose/secrets/${secret}` }])),
    configs: { collector: { file: './compose/collector.yaml' } },
  };
}

/** The option that also starts this file's Postgres. */
function profile({ state }: AgentPackage): string {
  return state === 'postgres' ? '--profile postgres ' : '';
}
