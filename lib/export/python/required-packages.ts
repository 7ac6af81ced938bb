import type { LockedDependency } from '../agents/agent-package.ts';

/**
 * The packages of a `requirements.txt` with hashes, sorted. A package has a hash for each of its files, one of which is
 * installed: it is named where there is only one.
 */
export function requiredPackages(requirements: string): readonly LockedDependency[] {
  const joined = requirements.replace(/\\\n\s*/g, ' ');
  const found = joined.split('\n').flatMap((line): LockedDependency[] => {
    const [, name, version] = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;]+)/.exec(line) ?? [];
    if (name === undefined || version === undefined) return [];
    const hashes = [...line.matchAll(/--hash=sha256:([0-9a-f]{64})/g)].flatMap(([, hex]) => hex ?? []);
    const [hex] = hashes;
    const hash = hashes.length === 1 && hex !== undefined ? ({ algorithm: 'SHA-256', hex } as const) : undefined;
    const plain = name.toLowerCase().replace(/[-_.]+/g, '-');
    return [{ name: plain, version, purl: `pkg:pypi/${plain}@${version}`, ...(hash ? { hash } : {}) }];
  });
  return found.toSorted((a, b) => (a.purl < b.purl ? -1 : 1));
}
