import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Json, JsonObject } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';

/** What this agent was made from, with secrets taken out: one recorded session of the job, or several. */
export interface RecordedJob {
  readonly tools: readonly RecordedTool[];
  /** What was judged while recording, where a step asks a model. */
  readonly judgements: readonly RecordedJudgement[];
  readonly recordings: readonly Recording[];
}

export interface Recording {
  readonly now: string;
  readonly timeZone: string;
  /** What the inputs were; one that is not named had its default. */
  readonly inputs: JsonObject;
  readonly calls: readonly RecordedCall[];
  /** Ids of the recorded writes that a run with the recorded inputs makes again. */
  readonly writes: readonly string[];
  /** Ids of those writes that were made in the world in which this agent works: they are done. */
  readonly done: readonly string[];
}

export interface RecordedTool {
  readonly server: string;
  readonly name: string;
  readonly inputSchema: JsonObject;
  readonly effect: EffectClass;
}

export interface RecordedCall {
  readonly id: string;
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly result: ToolResult;
  /** Logical clock of the recording. */
  readonly started: number;
  readonly ended: number;
}

export interface RecordedJudgement {
  readonly task: string;
  readonly input: Json;
  readonly answer: Json;
}

const json = z.json() as unknown as z.ZodType<Json>;
const object = z.record(z.string(), json) as unknown as z.ZodType<JsonObject>;
const result = z.looseObject({
  content: z.array(z.looseObject({ type: z.string() })),
}) as unknown as z.ZodType<ToolResult>;
const effect = z.enum(['read', 'write', 'destroy']);
const call = z.object({
  id: z.string(),
  server: z.string(),
  tool: z.string(),
  args: object,
  result,
  started: z.number(),
  ended: z.number(),
});
const recordedJob = z.object({
  tools: z.array(z.object({ server: z.string(), name: z.string(), inputSchema: object, effect })),
  judgements: z.array(z.object({ task: z.string(), input: json, answer: json })),
  recordings: z.array(
    z.object({
      now: z.string(),
      timeZone: z.string(),
      inputs: object,
      calls: z.array(call),
      writes: z.array(z.string()),
      done: z.array(z.string()),
    }),
  ),
});

/** Reads `trace.json`; an agent works without it. Throws where there is something else in it. */
export function readRecordedJob(path: string): RecordedJob {
  if (!existsSync(path)) return { tools: [], judgements: [], recordings: [] };
  return recordedJob.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The first recorded answer of a tool that is no error, or the last: what its data looks like. */
export function recordedAnswer(
  { recordings }: RecordedJob,
  server: string,
  tool: string,
  which: 'first' | 'last' = 'first',
): ToolResult | undefined {
  const calls = recordings.flatMap((recording) => recording.calls);
  const ordered = which === 'first' ? calls : calls.toReversed();
  return ordered.find((call) => call.server === server && call.tool === tool && errorOf(call.result) === null)?.result;
}
