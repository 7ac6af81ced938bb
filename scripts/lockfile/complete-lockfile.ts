import { z } from 'zod';

const entryShape = z.looseObject({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockShape = z.looseObject({ packages: z.record(z.string(), entryShape) });

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

export interface CompletedLockfile {
  readonly text: string;
  /** Packages that were missing. */
  readonly added: readonly string[];
}

/**
 * Names every platform's package in a package-lock.json. npm leaves out those that its registry does not have, and
 * `npm ci` then refuses the lock, because their parents ask for them. Named with the platform that their name tells,
 * they are skipped wherever they do not fit.
 */
export function completeLockfile(text: string): CompletedLockfile {
  const lock = lockShape.parse(JSON.parse(text));
  const packages = new Map<string, unknown>(Object.entries(lock.packages));
  const added: string[] = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const top = `node_modules/${name}`;
      if (packages.has(`${place}/${top}`) || packages.has(top) || !/^\d/.test(version)) continue;
      packages.set(top, platformEntry(name, version, entry.dev === true));
      added.push(name);
    }
  }
  const sorted = [...packages].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { text: `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`, added };
}

function platformEntry(name: string, version: string, dev: boolean): object {
  const words = name.split(/[/.-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.includes('musl') ? ['musl'] : words.some((word) => word.startsWith('gnu')) ? ['glibc'] : [];
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(libc.length > 0 && os.includes('linux') && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}
