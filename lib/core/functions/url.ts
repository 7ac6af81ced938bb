import { describeValue, ExpressionError } from './expression-error.ts';

type Text = string | null | undefined;

/**
 * A part of an absolute URL, decoded: `host`, `origin`, `path`, `hash`, `last` (last path segment),
 * `segment` (with a position from 0, from the end where negative), `query` (with a name). Null where there is none.
 */
export function urlPart(text: Text, part: string, which?: string | number | null): string | null {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : null;
  if (url === null) return null;
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  switch (part) {
    case 'host':
      return url.host;
    case 'origin':
      return url.origin;
    case 'path':
      return decoded(url.pathname);
    case 'hash':
      return url.hash === '' ? null : decoded(url.hash.slice(1));
    case 'last':
      return decoded(segments.at(-1));
    case 'segment':
      return decoded(segments.at(positionOf(which)));
    case 'query':
      return url.searchParams.get(nameOf(which));
    default:
      throw new ExpressionError(`urlPart knows host, origin, path, hash, last, segment and query, but not "${part}".`);
  }
}

/** `a/b/report.pdf` → `report.pdf`. */
export function pathBase(path: string): string;
export function pathBase(path: Text): string | null;
export function pathBase(path: Text): string | null {
  return typeof path === 'string'
    ? path.replace(/\/+$/, '').slice(path.replace(/\/+$/, '').lastIndexOf('/') + 1)
    : null;
}

/** `a/b/report.pdf` → `report`. */
export function pathStem(path: string): string;
export function pathStem(path: Text): string | null;
export function pathStem(path: Text): string | null {
  const base = pathBase(path);
  const dot = base?.lastIndexOf('.') ?? -1;
  return base !== null && dot > 0 ? base.slice(0, dot) : base;
}

/** `a/b/report.pdf` → `pdf`; empty where there is none. */
export function pathExt(path: string): string;
export function pathExt(path: Text): string | null;
export function pathExt(path: Text): string | null {
  const base = pathBase(path);
  const dot = base?.lastIndexOf('.') ?? -1;
  return base === null ? null : dot > 0 ? base.slice(dot + 1) : '';
}

/** `a/b/report.pdf` → `a/b`; `/x` → `/`; empty where there is no folder. */
export function pathDir(path: string): string;
export function pathDir(path: Text): string | null;
export function pathDir(path: Text): string | null {
  if (typeof path !== 'string') return null;
  const clean = path.replace(/\/+$/, '');
  const slash = clean.lastIndexOf('/');
  return slash > 0 ? clean.slice(0, slash) : slash === 0 ? '/' : '';
}

function positionOf(which: unknown): number {
  if (which === null || which === undefined) return 0;
  if (typeof which === 'number' && Number.isInteger(which)) return which;
  throw new ExpressionError(`A segment has a position, but it is ${describeValue(which)}.`);
}

function nameOf(which: unknown): string {
  if (typeof which === 'string') return which;
  throw new ExpressionError(`What a query says has a name, but it is ${describeValue(which ?? null)}.`);
}

function decoded(text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that encodes nothing is left as it stands.
    return text;
  }
}
