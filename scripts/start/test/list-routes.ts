import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../root.ts';

export interface Route {
  /** Address with a value in place of each parameter. */
  readonly path: string;
  readonly file: string;
  readonly kind: 'handler' | 'page';
  /** Methods that the file answers; `GET` for pages. */
  readonly methods: readonly string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Every route that Next makes of the files under `app/`, read from the disk so that none is forgotten. */
export function listRoutes(): readonly Route[] {
  return globSync('app/**/{route,page}.{ts,tsx}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      const kind = /\/page\.tsx?$/.test(file) ? 'page' : 'handler';
      const methods =
        kind === 'page'
          ? ['GET']
          : METHODS.filter(
              (method) =>
                new RegExp(`export (?:const|async function|function) ${method}\\b`).test(source) ||
                new RegExp(`export \\{[^}]*\\b${method}\\b[^}]*\\}`).test(source) ||
                new RegExp(`export const \\{[^}]*\\b${method}\\b`).test(source),
            );
      return { path: addressOf(file), file, kind, methods };
    });
}

/** `app/(studio)/prototypes/[id]/page.tsx` → `/prototypes/x`. */
function addressOf(file: string): string {
  const parts = file
    .split('/')
    .slice(1, -1)
    .flatMap((part) => {
      if (/^\(.*\)$/.test(part) || part.startsWith('@')) return [];
      return [part.startsWith('[') ? 'x' : part];
    });
  return `/${parts.join('/')}`;
}
