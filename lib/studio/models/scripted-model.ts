import { type ScriptedServer, startScriptedServer } from '#lib/chat/scripted/scripted-server.ts';
import { memoryLeakScript } from '../../../examples/memory-leak-tickets/script.ts';

const KEY = Symbol.for('tracewright.scripted-model');

/**
 * The scripted model of this process, started at the first call, on the loopback interface. On `globalThis` because Next
 * loads this module once per bundle layer. It does not keep the process alive.
 */
export function scriptedModel(): Promise<ScriptedServer> {
  const holder = globalThis as { [KEY]?: Promise<ScriptedServer> };
  holder[KEY] ??= startScriptedServer([memoryLeakScript]);
  return holder[KEY];
}
