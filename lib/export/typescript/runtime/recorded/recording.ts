import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Json, JsonObject } from '#core/json/json.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';

/** The part of the recorded session that this agent was made from, with secrets taken out. */
export interface Recording {
  readonly now: string;
  readonly timeZone: string;
  readonly tools: readonly RecordedTool[];
  readonly calls: readonly RecordedCall[];
  /** Ids of the recorded writes that a run with the recorded inputs makes again. */
  readonly writes: readonly string[];
}

export interface RecordedTool {
  readonly server: string;
  readonly name: string;
  readonly inputSchema: JsonObject;
}

export interface RecordedCall {
  readonly id: string;
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly result: ToolResult;
}

const json = z.json() as unknown as z.ZodType<Json>;
const object = z.record(z.string(), json) as unknown as z.ZodType<JsonObject>;
const recording = z.object({
  now: z.string(),
  timeZone: z.string(),
  tools: z.array(z.object({ server: z.string(), name: z.string(), inputSchema: object })),
  calls: z.array(
    z.object({
      id: z.string(),
      server: z.string(),
      tool: z.string(),
      args: object,
      result: z.looseObject({
        content: z.array(z.looseObject({ type: z.string() })),
      }) as unknown as z.ZodType<ToolResult>,
    }),
  ),
  writes: z.array(z.string()),
});

/** Reads `trace.json`. Throws where it is not one. */
export function readRecording(path: string): Recording {
  return recording.parse(JSON.parse(readFileSync(path, 'utf8')));
}
