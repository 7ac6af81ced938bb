import type { Json } from '../json/json.ts';
import { parseEntryTemplate } from './entry-template.ts';
import { extractDocument } from './extract-document.ts';
import { extractEntries } from './extract-entries.ts';
import { extractFencedJson } from './extract-fenced-json.ts';
import { extractKeyValues } from './extract-key-values.ts';
import { extractLines } from './extract-lines.ts';
import { extractProperties } from './extract-properties.ts';
import { extractRecords } from './extract-records.ts';
import { extractTable } from './extract-table.ts';
import { autoData, ENTRIES, type Extractor, isEntries } from './result-data.ts';
import { resultText, type ToolResult } from './tool-result.ts';

/** A result has not the form that the step was made for. The message is a sentence without the place. */
export class ResultShapeError extends Error {
  override readonly name = 'ResultShapeError';
}

/**
 * The data of a result under a step's extractor. Cells and values of regular text stay text: `toNumber` in an
 * expression says where a number is meant. Lists that a text says are empty (`No results.`) are empty lists.
 * Throws `ResultShapeError` where `structured`, `json` or `fencedJson` find nothing, and where the lines are no entries.
 */
export function resultData(result: ToolResult, extractor: Extractor = 'auto'): Json {
  if (isEntries(extractor)) return entries(resultText(result), extractor.slice(ENTRIES.length));
  switch (extractor) {
    case 'auto':
      return autoData(result);
    case 'structured':
      if (result.structuredContent === undefined) throw new ResultShapeError('The answer has no structured content.');
      return result.structuredContent;
    case 'json':
      return parsedJson(resultText(result));
    case 'text':
      return resultText(result);
    case 'table':
      return extractTable(resultText(result));
    case 'keyValues':
      return extractKeyValues(resultText(result));
    case 'lines':
      return extractLines(resultText(result));
    case 'properties':
      return extractProperties(resultText(result)).map(({ key, value }) => ({ key, value }));
    case 'records':
      return extractRecords(autoData(result));
    case 'document':
      return extractDocument(resultText(result));
    case 'fencedJson': {
      const found = extractFencedJson(resultText(result));
      if (found === undefined) throw new ResultShapeError('The answer holds no JSON.');
      return found;
    }
  }
}

function entries(text: string, template: string): Json {
  const found = extractEntries(text, parseEntryTemplate(template));
  if ('entries' in found) return found.entries;
  throw new ResultShapeError(`The line "${start(found.otherwise)}" of the answer is not written like "${template}".`);
}

function parsedJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new ResultShapeError(`The answer is not JSON: "${start(text)}".`);
  }
}

const start = (text: string): string => `${text.slice(0, 60)}${text.length > 60 ? '…' : ''}`;
