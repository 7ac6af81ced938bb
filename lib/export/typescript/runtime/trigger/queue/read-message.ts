import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import { valueAt } from '#core/json/path.ts';
import type { AgentTrigger } from '../../command/agent-program.ts';
import { type DeclaredInput, resolveInputs } from '../../resolve-inputs.ts';
import type { QueueMessage } from './message-queue.ts';

export type ReadMessage =
  | { readonly delivery: string; readonly inputs: JsonObject }
  /** It will never be readable, however often it is read. */
  | { readonly unreadable: string };

/** A message as a delivery. Its own `id` tells repeats of whoever sent it; without one, the queue's. */
export function readMessage(
  { id, message }: Pick<QueueMessage, 'id' | 'message'>,
  trigger: Extract<AgentTrigger, { on: 'queue' }>,
  declared: readonly DeclaredInput[],
): ReadMessage {
  const body = parse(message.body ?? '{}');
  if (!isJsonObject(body)) return { unreadable: 'Its field "body" is not a JSON object.' };
  const given = Object.entries(trigger.inputs).flatMap(([name, path]) => {
    const value = valueAt(body, path);
    return value === undefined ? [] : [[name, value] as const];
  });
  const inputs = Object.fromEntries(given);
  try {
    resolveInputs(declared, inputs, 'input');
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
  return { delivery: `${deliveryPrefix(trigger)}${(message.id || id).slice(0, 200)}`, inputs };
}

export function deliveryPrefix({ name }: Extract<AgentTrigger, { on: 'queue' }>): string {
  return `queue:${name}:`;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
