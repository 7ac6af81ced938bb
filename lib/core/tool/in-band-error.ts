import { isJsonObject, type Json } from '../json/json.ts';
import { autoData } from './result-data.ts';
import { resultText, type ToolResult } from './tool-result.ts';

/**
 * What a result says went wrong, or null where it is a success. `isError` counts, and so do errors that servers put
 * into ordinary answers: `ok: false` or `success: false` beside an `error`; an object that says one of these, or an
 * `error`, or an HTTP status of 400 or more with a message, and holds nothing but codes and messages; and text that
 * begins with `Error:`.
 */
export function errorOf(result: ToolResult): string | null {
  const data = autoData(result);
  if (result.isError === true) return isJsonObject(data) ? (messageOf(data) ?? resultText(result)) : resultText(result);
  if (typeof data === 'string') return /^\s*error:\s/i.test(data) ? data.trim() : null;
  return isJsonObject(data) && saysFailure(data) ? (messageOf(data) ?? resultText(result)) : null;
}

/** Members that accompany an error without being data. */
const ERROR_MEMBERS = new Set([
  'ok',
  'success',
  'error',
  'errors',
  'code',
  'status',
  'statusCode',
  'message',
  'details',
]);

function saysFailure(data: Readonly<Record<string, Json>>): boolean {
  const said = isSaid(data.error) || (Array.isArray(data.errors) && data.errors.length > 0);
  const failed = data.ok === false || data.success === false;
  if (failed && said) return true;
  // Beside other data, `success: false` may well be the data: the outcome of a build, say.
  if (!Object.keys(data).every((key) => ERROR_MEMBERS.has(key))) return false;
  if (failed) return true;
  if (data.ok === true || data.success === true) return false;
  const status = data.status ?? data.statusCode;
  return said || (typeof status === 'number' && status >= 400 && typeof data.message === 'string');
}

function isSaid(error: Json | undefined): boolean {
  return error !== undefined && error !== null && error !== false && error !== '';
}

function messageOf(data: Readonly<Record<string, Json>>): string | undefined {
  const error = data.error;
  if (typeof error === 'string') return typeof data.message === 'string' ? `${error}: ${data.message}` : error;
  if (isJsonObject(error) && typeof error.message === 'string') return error.message;
  return typeof data.message === 'string' ? data.message : undefined;
}
