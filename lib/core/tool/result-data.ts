import type { Json } from '../json/json.ts';
import { resultText, type ToolResult } from './tool-result.ts';

/**
 * How a result becomes data that expressions can address. Fixed per call step, so it never varies between runs.
 * - `structured`: `structuredContent`.
 * - `json`: the text parsed as JSON.
 * - `text`: the text as one string.
 * - `auto`: `structuredContent` if there is any, else the text as JSON if it parses to an object or array, else the text.
 * - `records`: the same as `auto`, with lists of rows under a header as records by column name.
 * - `entries <template>`: the lines of the text as records, by how one is written (see `extract-entries.ts`).
 * The other extractors read regular text (see `extract.ts`).
 */
export type Extractor = PlainExtractor | EntriesExtractor;

export type EntriesExtractor = `entries ${string}`;

export const ENTRIES = 'entries ';

export const isEntries = (extractor: Extractor): extractor is EntriesExtractor => extractor.startsWith(ENTRIES);

export type PlainExtractor =
  | 'auto'
  | 'structured'
  | 'json'
  | 'text'
  | 'table'
  | 'keyValues'
  | 'lines'
  | 'fencedJson'
  | 'document'
  | 'records'
  | 'properties';

const read = new WeakMap<ToolResult, Json>();

/**
 * The data of a result under `auto`. Never throws. A result is read once: it never changes, it can be large, and
 * compiling, proving and replaying a recording all ask for it.
 */
export function autoData(result: ToolResult): Json {
  if (result.structuredContent !== undefined) return result.structuredContent;
  let data = read.get(result);
  if (data === undefined) {
    const text = resultText(result);
    data = parseContainer(text) ?? text;
    read.set(result, data);
  }
  return data;
}

/** Parses text that is one JSON object or array; anything else, numbers and quoted strings included, stays text. */
export function parseContainer(text: string): Json | undefined {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
