import type { ImportResult } from '#core/server/import-result.ts';

/** A text from which no server could be read. */
export function failedImport(source: string, message: string): ImportResult {
  return { source, servers: [], findings: [{ level: 'error', message }] };
}
