/** The little that the ledger needs of a database. Parameters are `$1`, `$2`, …; every statement of `query` commits by itself. */
export interface Database {
  query(sql: string, parameters?: readonly (string | number | null)[]): Promise<readonly Row[]>;
  /** All of them or none. */
  transaction(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
}

export type Row = Readonly<Record<string, unknown>>;
