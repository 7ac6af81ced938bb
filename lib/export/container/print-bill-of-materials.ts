import type { AgentPackage, LockedDependency } from '../agents/agent-package.ts';

/**
 * The agent and every package that its lock file brings into the image, as CycloneDX 1.6 JSON
 * (https://cyclonedx.org/docs/1.6/json/). Without serial number and time, so that the same bundle has the same bytes.
 * The base image is not in it: a scanner of images finds what that holds.
 */
export function printBillOfMaterials({ name, dependencies }: Pick<AgentPackage, 'name' | 'dependencies'>): string {
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      component: { type: 'application', 'bom-ref': name, name, version: '1.0.0' },
    },
    components: dependencies.map(componentOf),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function componentOf({ name, version, purl, license, hash }: LockedDependency): object {
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    ...(hash ? { hashes: [{ alg: hash.algorithm, content: hash.hex }] } : {}),
    ...(license ? { licenses: [licenseOf(license)] } : {}),
    purl,
  };
}

/** Some packages say "SEE LICENSE IN …", which is no expression. */
function licenseOf(text: string): object {
  const isExpression = /^\(*[A-Za-z0-9.+-]+\)*(?: (?:AND|OR|WITH) \(*[A-Za-z0-9.+-]+\)*)*$/.test(text);
  return isExpression ? { expression: text } : { license: { name: text } };
}
