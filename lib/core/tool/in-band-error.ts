import { isJsonObject, type Json } from '../json/json.ts';
import { autoData } from './result-data.ts';
import { resultText, type ToolResult } from './tool-result.ts';

/**
 * What a result says went wrong, or null where it is a success. `isError` counts, and so do errors that servers put
 * into ordinary answers: an object that says `ok: false` or `success: false`, an object with an `error` and no other
 * data than codes and messages, an HTTP status of 400 or more beside a message, and text that begins with `Error:`.
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
  if (data.ok === false || data.success === false) return true;
  const onlyError = Object.keys(data).every((key) => ERROR_MEMBERS.has(key));
  if (!onlyError || data.ok === true || data.success === true) return false;
  if (isSaid(data.error) || (Array.isArray(data.errors) && data.errors.length > 0)) return true;
  const status = data.status ?? data.statusCode;
  return typeof status === 'number' && status >= 400 && typeof data.message === 'string';
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
