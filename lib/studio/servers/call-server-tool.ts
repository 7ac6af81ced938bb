import type { JsonObject } from '#core/json/json.ts';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import type { CallOutcome } from '#core/trace/trace.ts';
import { type AnsweredCall, cutAnswer } from '../calls/cut-result.ts';
import { isToolCallFailure } from '../calls/is-tool-call-failure.ts';
import { personInputs } from '../calls/person-inputs.ts';
import type { Studio } from '../studio.ts';
import { findServer } from './view-server.ts';

export interface ScratchCall {
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ToolProgress) => void;
}

export interface ScratchOutcome extends AnsweredCall {
  readonly durationMs: number;
}

/**
 * A call by hand outside of any prototype: tried out and recorded nowhere. The user's click is its approval. Of a result
 * over 2 MB only the beginning is given.
 */
export async function callServerTool(studio: Studio, call: ScratchCall): Promise<ScratchOutcome> {
  const { server, tool, args, signal, onProgress } = call;
  await findServer(studio, server);
  const began = studio.clock.milliseconds();
  const outcome = await studio.connections
    .caller()
    .call(
      { server, tool, args },
      { signal, onProgress, inputs: personInputs(studio, { server, tool, prototypeId: null, call: null }) },
    )
    .then(
      (result): CallOutcome => ({ status: 'answered', result }),
      (error: unknown): CallOutcome => {
        if (isToolCallFailure(error)) return { status: 'failed', kind: error.kind, message: error.message };
        throw error;
      },
    );
  return cutAnswer({ outcome, durationMs: Math.round(studio.clock.milliseconds() - began) });
}
