import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { jsonObjectSchema, oneLineError } from '#core/json/schema.ts';
import { LOCK_VERSION, type ToolLock } from '#core/tool/tool-lock.ts';

const flag = z.boolean().optional();
const toolSchema = z.object({
  hash: z.string(),
  description: z.string().optional(),
  inputSchema: jsonObjectSchema,
  outputSchema: jsonObjectSchema.optional(),
  annotations: z
    .looseObject({ readOnlyHint: flag, destructiveHint: flag, idempotentHint: flag, openWorldHint: flag })
    .optional(),
});
const lockSchema = z.object({
  lockVersion: z.literal(LOCK_VERSION),
  servers: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      tools: z.record(z.string(), toolSchema.nullable()),
    }),
  ),
});

/** Reads `mcp.lock`; nothing is locked where there is no such file. Throws where it cannot be read. */
export function readLock(path: string): ToolLock {
  const text = readText(path);
  if (text === null) return { lockVersion: LOCK_VERSION, servers: {} };
  const read = lockSchema.safeParse(parseJson(text));
  if (!read.success) throw unusable(oneLineError(read.error));
  return read.data;
}

/** Throws where it cannot be written. */
export function writeLock(path: string, lock: ToolLock): void {
  try {
    writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  } catch (error) {
    throw new Error(
      `mcp.lock cannot be written here (${reason(error)}). Accept the tools where the agent is built, and deploy it again.`,
      { cause: error },
    );
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unusable(reason(error));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unusable(reason(error));
  }
}

function unusable(why: string): Error {
  return new Error(`mcp.lock cannot be read (${why}). Restore it, or export the agent again.`);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
