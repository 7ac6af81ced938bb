import { posix } from 'node:path';
import { findImports, type Import } from './find-imports.ts';
import { forbidden, owned, type Room } from './house-rules.ts';

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** `file` relative to the repository, with forward slashes. Files outside all rooms (scripts, tests) are free. */
export function checkFile(file: string, source: string, rooms: readonly Room[]): readonly Violation[] {
  const room = roomOf(file, rooms);
  if (!room) return [];
  const imports = findImports(source).flatMap((found) => {
    const message = judge(file, room, found, rooms);
    return message === null ? [] : [{ file, line: found.line, message }];
  });
  const evaluated = source.split('\n').flatMap((line, index) => {
    const message = 'Text must not become code: no eval, no Function constructor.';
    return EVALUATION.test(line) ? [{ file, line: index + 1, message }] : [];
  });
  return [...imports, ...evaluated];
}

/** As a call or a construction; the words alone may be spoken of. */
const EVALUATION = /\bnew Function\s*\(|(?<![.\w'"`])(?:eval|Function)\(/;

function judge(file: string, room: Room, found: Import, rooms: readonly Room[]): string | null {
  const target = resolve(file, found.specifier);
  if (target === null) return judgePackage(room, found);
  const other = roomOf(target, rooms);
  if (other === room) return null;
  if (!other) return target.startsWith('public/') ? null : `${room.folder} may not import ${target}: it is in no room.`;
  if (!room.sees.includes(other.folder)) {
    return `${room.folder} may not see ${other.folder} (it imports ${found.specifier}).`;
  }
  const mayBeRelative = houseOf(room) === houseOf(other) || other.folder === 'examples';
  return found.specifier.startsWith('.') && !mayBeRelative
    ? `${found.specifier} leaves ${houseOf(room)}: between houses use the alias (#core/…, #lib/…, #components/…).`
    : null;
}

function judgePackage(room: Room, found: Import): string | null {
  const { specifier } = found;
  if (forbidden.includes(specifier)) return `${specifier} turns text into code; nobody may import it.`;
  const fits = (patterns: readonly string[]) => patterns.some((pattern) => fitsPattern(specifier, pattern));
  const named = room.packages.filter((pattern) => pattern !== '*');
  if (fits(named)) return null;
  if (found.typeOnly && fits(room.types ?? [])) return null;
  if (room.packages.includes('*') && !fits(owned)) return null;
  return `${room.folder} may not import the package ${specifier}.`;
}

/** The repository path that a specifier means; null for packages. */
function resolve(file: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), specifier));
  if (specifier.startsWith('#core/')) return specifier.replace('#core/', 'lib/core/');
  if (specifier.startsWith('#lib/')) return specifier.replace('#lib/', 'lib/');
  if (specifier.startsWith('#components/')) return specifier.replace('#components/', 'components/');
  return null;
}

function roomOf(file: string, rooms: readonly Room[]): Room | undefined {
  return rooms
    .filter((room) => file.startsWith(`${room.folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

/** The rooms of the core are one house, and so are those of the export: they name each other by relative paths, so that a copy of them still works. */
function houseOf(room: Room): string {
  return ['lib/core', 'lib/export'].find((house) => room.folder.startsWith(house)) ?? room.folder;
}

function fitsPattern(specifier: string, pattern: string): boolean {
  if (pattern.endsWith('/*')) return specifier.startsWith(pattern.slice(0, -1));
  return specifier === pattern || specifier.startsWith(`${pattern}/`);
}
