import { bundleSettings } from '../bundle-settings.ts';
import type { ExportFacts } from '../export-facts.ts';
import type { PlaceParts } from '../export-target.ts';
import { printYaml } from '../print/print-yaml.ts';
import { printServerlessGuide } from './print-serverless-guide.ts';
import { translateWorkflow } from './translate-workflow.ts';

/** The program as a document of CNCF Serverless Workflow, beside the agent that it says the same as. */
export function exportServerlessWorkflow({ name, workflow, trigger, servers: known }: ExportFacts): PlaceParts {
  const servers = bundleSettings(workflow, known);
  const document = translateWorkflow(workflow, { name, trigger, servers });
  return {
    files: [
      { path: `serverless-workflow/${name}.yaml`, text: printYaml(document), role: 'place' },
      {
        path: 'serverless-workflow/README.md',
        text: printServerlessGuide({ name, workflow, document, variables: servers.variables }),
        role: 'place',
      },
    ],
    deploy: [`# give serverless-workflow/${name}.yaml to your runtime of Serverless Workflow 1.0.3`],
  };
}
