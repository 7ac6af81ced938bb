import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { Bundle } from './bundle.ts';

/** Midnight of the first day that the format knows, in whatever zone this runs: the zip holds local time without one. */
const MTIME = new Date(1980, 0, 1);

/** Who made it: 3 is Unix, so that the file modes in the upper half of `attrs` count. */
const UNIX = 3;

/**
 * The bundle as a zip with one folder of the bundle's name. Byte-identical for equal bundles: fixed order, fixed time,
 * fixed modes. Throws where a path would leave the folder or stands twice.
 */
export function zipBundle(bundle: Pick<Bundle, 'name' | 'files'>): Uint8Array {
  const entries: Zippable = {};
  for (const { path, text, executable } of bundle.files) {
    if (!isSafePath(path)) throw new Error(`A bundle may not hold the path ${JSON.stringify(path)}.`);
    const name = `${bundle.name}/${path}`;
    if (Object.hasOwn(entries, name)) throw new Error(`The bundle holds ${path} twice.`);
    entries[name] = [strToU8(text), { level: 9, mtime: MTIME, os: UNIX, attrs: modeOf(executable === true) }];
  }
  return zipSync(entries);
}

/** The files of a zip that `zipBundle` made, by path below its folder. */
export function unzipBundle(zip: Uint8Array): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(unzipSync(zip)).map(([name, bytes]) => [name.slice(name.indexOf('/') + 1), strFromU8(bytes)]),
  );
}

/** Relative, forward slashes, plain characters, no `.` or `..` parts, no name that Windows gives to devices. */
export function isSafePath(path: string): boolean {
  if (path.length > 200) return false;
  return path
    .split('/')
    .every(
      (part) =>
        /^[A-Za-z0-9._-]+$/.test(part) &&
        !/^\.+$/.test(part) &&
        !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part),
    );
}

function modeOf(executable: boolean): number {
  return ((executable ? 0o100755 : 0o100644) << 16) >>> 0;
}
