/** The little that the ledger needs of a database. Parameters are `$1`, `$2`, …; every statement commits by itself. */
export interface Database {
  query(sql: string, parameters?: readonly (string | number | null)[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export type Row = Readonly<Record<string, unknown>>;
