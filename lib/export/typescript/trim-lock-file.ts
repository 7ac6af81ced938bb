/** The parts of npm's lock file (version 3) that we read. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  /** As in a page's `integrity`: algorithm, hyphen, digest in base64. */
  readonly integrity?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

/** A manifest with exact versions: what a bundle's package.json says. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
}

/**
 * The lock file of a smaller project that uses some of our own dependencies: the same packages in the same versions
 * with the same hashes, and nothing else. Deterministic, needs no network. Throws where the manifest asks for another
 * version than ours.
 */
export function trimLockFile(lock: LockFile, manifest: Manifest): LockFile {
  const production = reach(lock, Object.keys(manifest.dependencies), true);
  const firm = reach(lock, Object.keys(manifest.dependencies), false);
  const all = reach(lock, [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)], true);
  const allFirm = reach(lock, [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)], false);
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    const locked = lock.packages[`node_modules/${name}`]?.version;
    if (locked !== version)
      throw new Error(`The bundle wants ${name} ${version}, but this product has ${locked ?? 'none'}.`);
  }
  const packages = Object.fromEntries(
    [...all].sort().map((path) => {
      const { dev: _dev, optional: _optional, devOptional: _both, peer: _peer, ...entry } = lock.packages[path] ?? {};
      const isDev = !production.has(path);
      const isOptional = isDev ? !allFirm.has(path) : !firm.has(path);
      const flags =
        isDev && isOptional
          ? { dev: true, optional: true }
          : isDev
            ? { dev: true }
            : isOptional
              ? { optional: true }
              : {};
      return [path, { ...entry, ...flags }];
    }),
  );
  const { name, version, dependencies, devDependencies, engines } = manifest;
  const own = { name, version, dependencies, devDependencies, engines };
  const trimmed = { name, version, lockfileVersion: 3, requires: true, packages: { '': own, ...packages } };
  return trimmed;
}

/** Paths of everything that the named packages need, found as Node finds it: nearest `node_modules` first. */
function reach(lock: LockFile, names: readonly string[], withOptional: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = names.map((name) => locate(lock, '', name));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (path === null || found.has(path)) continue;
    found.add(path);
    const entry = lock.packages[path];
    if (!entry) continue;
    const peers = Object.keys(entry.peerDependencies ?? {}).filter(
      (name) => !entry.peerDependenciesMeta?.[name]?.optional,
    );
    for (const name of [...Object.keys(entry.dependencies ?? {}), ...peers]) waiting.push(locate(lock, path, name));
    if (withOptional)
      for (const name of Object.keys(entry.optionalDependencies ?? {})) waiting.push(locate(lock, path, name));
  }
  return found;
}

function locate(lock: LockFile, from: string, name: string): string | null {
  for (let folder = from; ; ) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[path]) return path;
    if (folder === '') return null;
    const end = folder.lastIndexOf('/node_modules/');
    folder = end < 0 ? '' : folder.slice(0, end);
  }
}
