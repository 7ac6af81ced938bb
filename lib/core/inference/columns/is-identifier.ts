import type { Column } from './column.ts';

const IDENTIFIERS = new Set(['id', 'iid', 'key', 'no', 'number', 'code', 'uuid', 'sku', 'ref', 'zip', 'phone']);

/** Whether a member names something: its numbers are no quantities, so that more or less of them means nothing. */
export function isIdentifier({ words }: Pick<Column, 'words'>): boolean {
  return IDENTIFIERS.has(words.at(-1) ?? '');
}
