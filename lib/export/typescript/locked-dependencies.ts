import type { LockedDependency } from '../agents/agent-package.ts';
import type { LockFile } from './trim-lock-file.ts';

/**
 * What `npm ci --omit=dev` installs by a bundle's lock file, sorted by package URL, each once. Optional packages are
 * among them: which of those are installed depends on the machine.
 */
export function lockedDependencies({ packages }: LockFile): readonly LockedDependency[] {
  const found = Object.entries(packages).flatMap(([path, { version, license, integrity, dev }]): LockedDependency[] => {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (name === '' || version === undefined || dev) return [];
    const hash = integrity === undefined ? undefined : hashOf(integrity);
    const purl = `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
    return [{ name, version, purl, ...(license ? { license } : {}), ...(hash ? { hash } : {}) }];
  });
  const byUrl = new Map(found.map((dependency) => [dependency.purl, dependency]));
  return [...byUrl.values()].toSorted((a, b) => (a.purl < b.purl ? -1 : 1));
}

function hashOf(integrity: string): LockedDependency['hash'] {
  const [, bits, digest = ''] = /^sha(256|512)-([A-Za-z0-9+/=]+)$/.exec(integrity) ?? [];
  if (bits === undefined) return undefined;
  return { algorithm: bits === '256' ? 'SHA-256' : 'SHA-512', hex: Buffer.from(digest, 'base64').toString('hex') };
}
