import type { AgentPackage } from '../agents/agent-package.ts';
import type { BundleFile } from '../bundle.ts';
import { imageFiles } from '../container/image-files.ts';
import type { PlaceParts } from '../export-target.ts';
import { lambdaSecrets } from './parameters.ts';
import { printEntry } from './print-entry.ts';
import { printLambdaGuide } from './print-lambda-guide.ts';
import { printTemplate } from './print-template.ts';
import { samTemplate } from './sam-template.ts';

/** A SAM template, the image that it deploys, and what AWS Lambda calls in it. */
export function exportLambda(agent: AgentPackage): PlaceParts {
  const { name } = agent;
  const place = (path: string, text: string): BundleFile => ({ path, text, role: 'place' });
  return {
    files: [
      ...imageFiles(agent),
      place('lambda.ts', printEntry()),
      place('template.yaml', printTemplate(samTemplate(agent))),
      place('lambda/README.md', printLambdaGuide(agent)),
    ],
    deploy: [
      ...(lambdaSecrets(agent).length > 0 ? [secretsLine(agent)] : []),
      'sam build',
      `sam deploy --guided --stack-name ${name} --capabilities CAPABILITY_IAM --resolve-image-repos`,
      `sam remote invoke Agent --stack-name ${name} --event '{}'      # plans`,
    ],
  };
}

export function secretsLine(agent: AgentPackage): string {
  const names = lambdaSecrets(agent).map((secret) => [secret.name, '…'] as const);
  const text = JSON.stringify(Object.fromEntries(names));
  return `aws secretsmanager create-secret --name ${agent.name} --secret-string '${text}'`;
}
