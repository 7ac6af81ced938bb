import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json/json.ts';

/** Members that name the columns of the rows beside them. */
const COLUMN_MEMBERS = ['columns', 'headers', 'header', 'fields', 'columnNames', 'column_names'];
const DEEPEST = 3;

/**
 * Lists of rows as records by column name. The names are the first row (`{"values": [["Name"], ["Ada"]]}`, as
 * spreadsheets answer), or stand beside the rows (`{"columns": ["name"], "rows": [["Ada"]]}`, as databases answer).
 * Cells that a row lacks are null, cells without a name are left out; all else stays as it is.
 */
export function extractRecords(data: Json): Json {
  return withRecords(data, null, 0);
}

/**
 * Whether rows stand under a header in this answer: every name is plain text, and some column holds what no name is (a
 * number, a date, an address). A header that cannot be told from data is none.
 */
export function holdsRecords(data: Json): boolean {
  let found = false;
  withRecords(
    data,
    (names, rows, beside) => {
      found ||= rows.length > 0 && (beside || isHeader(names, rows));
    },
    0,
  );
  return found;
}

type Look = (names: readonly string[], rows: readonly (readonly Json[])[], beside: boolean) => void;

function withRecords(data: Json, look: Look | null, depth: number): Json {
  const rows = rowsOf(data);
  if (rows !== null) {
    const [first, ...others] = rows;
    const names = first === undefined ? null : namesOf(first);
    if (names === null) return data;
    look?.(names, others, false);
    return others.map((row) => recordOf(names, row));
  }
  if (!isJsonObject(data) || depth >= DEEPEST) return data;
  const beside = namesBeside(data);
  return Object.fromEntries(
    Object.entries(data).map(([key, member]) => {
      const inner = rowsOf(member);
      if (beside === null || inner === null || inner.length === 0 || COLUMN_MEMBERS.includes(key))
        return [key, withRecords(member, look, depth + 1)];
      look?.(beside, inner, true);
      return [key, inner.map((row) => recordOf(beside, row))];
    }),
  );
}

/** The list as rows of plain cells; null for anything else. */
function rowsOf(value: Json): readonly (readonly Json[])[] | null {
  return isJsonArray(value) && value.length > 0 && value.every(isRow) ? value : null;
}

const isRow = (value: Json): value is readonly Json[] => isJsonArray(value) && !value.some(isContainer);

const isContainer = (value: Json): boolean => typeof value === 'object' && value !== null;

function namesBeside(data: JsonObject): readonly string[] | null {
  for (const member of COLUMN_MEMBERS) {
    const columns = Object.hasOwn(data, member) ? data[member] : undefined;
    if (!isJsonArray(columns)) continue;
    const names = namesOf(
      columns.map((column) => (isJsonObject(column) ? (column.name ?? column.label ?? column.title ?? null) : column)),
    );
    if (names !== null) return names;
  }
  return null;
}

/** The cells as names of columns: each a text, no two alike; trailing blanks name nothing. */
function namesOf(cells: readonly Json[]): readonly string[] | null {
  const names = cells.map((cell) => (typeof cell === 'string' ? cell.trim() : null));
  if (names.length === 0 || names.some((name) => name === null)) return null;
  const texts = names.map((name) => name ?? '');
  const filled = texts.filter((name) => name !== '');
  return filled.length > 0 && new Set(filled).size === filled.length ? texts : null;
}

function recordOf(names: readonly string[], row: readonly Json[]): JsonObject {
  return Object.fromEntries(names.flatMap((name, at) => (name === '' ? [] : [[name, row[at] ?? null]])));
}

const DATA = /^[-+]?[\d.,]+\s*%?$|\d{4}-\d{2}-\d{2}|@|:\/\//;

function isHeader(names: readonly string[], rows: readonly (readonly Json[])[]): boolean {
  if (names.some((name) => DATA.test(name) || name.length > 60)) return false;
  return names.some((_, column) =>
    rows.every((row) => {
      const cell = row[column];
      return typeof cell === 'number' || typeof cell === 'boolean' || (typeof cell === 'string' && DATA.test(cell));
    }),
  );
}
