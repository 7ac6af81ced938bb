import type { AgentPackage } from '../agents/agent-package.ts';
import type { BundleFile } from '../bundle.ts';
import { printBillOfMaterials } from './print-bill-of-materials.ts';

/** What an image is built from, and the list of what is in it. */
export function imageFiles(agent: AgentPackage): readonly BundleFile[] {
  const { dockerfile, dockerignore } = agent.image;
  return [
    { path: 'Dockerfile', text: dockerfile, role: 'place' },
    { path: '.dockerignore', text: dockerignore, role: 'place' },
    { path: 'sbom.cdx.json', text: printBillOfMaterials(agent), role: 'place' },
  ];
}
