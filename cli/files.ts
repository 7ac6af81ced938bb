import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '#core/json/json.ts';
import { parseTrace, TraceFormatError } from '#core/trace/parse-trace.ts';
import type { Trace } from '#core/trace/trace.ts';
import { parseWorkflow, WorkflowFormatError } from '#core/workflow/parse-workflow.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { CommandFailure, UsageError } from './command.ts';
import { oneLine } from './one-line.ts';

/** Larger files are not read: nothing that this program writes comes near. */
const MOST_BYTES = 512 * 1024 * 1024;

/** The text of a file. Throws `UsageError` that names it. */
export function readTextFile(file: string): string {
  try {
    if (statSync(file).size > MOST_BYTES) throw new UsageError(`${file} is larger than 512 MiB.`);
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${file}: ${reasonOf(error)}.`);
  }
}

/** The JSON in a file. Throws `UsageError` that names the file and, for bad JSON, the place. */
export function readJsonFile(file: string): Json {
  const text = readTextFile(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${oneLine(error instanceof Error ? error.message : String(error))}`);
  }
}

export function readTraceFile(file: string): Trace {
  return parsed(file, parseTrace, TraceFormatError);
}

export function readWorkflowFile(file: string): Workflow {
  return parsed(file, parseWorkflow, WorkflowFormatError);
}

/** Writes beside the file and renames, so that no reader and no crash ever sees half of it. */
export function writeFileWhole(file: string, text: string): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}`);
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new CommandFailure(`cannot write ${file}: ${reasonOf(error)}.`);
  }
}

export function writeJsonFile(file: string, value: unknown): void {
  writeFileWhole(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** Throws `UsageError` where a file could not be written later because its folder is missing. */
export function assertFolderOf(file: string): void {
  const folder = path.dirname(path.resolve(file));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`the folder ${folder} does not exist.`);
  }
}

function parsed<T>(file: string, parse: (document: Json) => T, Problem: new (message: string) => Error): T {
  try {
    return parse(readJsonFile(file));
  } catch (error) {
    if (error instanceof Problem) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'access is denied';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
