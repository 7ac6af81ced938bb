import type { CallToolResult } from '@modelcontextprotocol/server';
import { answer, Refusal, refuse } from './answer.ts';
import type { StateFile } from './state-file.ts';

/**
 * Makes a tool's handler: does the work on the state, keeps what it changed, and records the call before it answers.
 * Reading tools never write the file. A {@link Refusal} becomes an answer with `isError`.
 */
export function perform<State>(file: StateFile<State>) {
  return <Args>(tool: string, kind: 'read' | 'write', work: (state: State, args: Args) => Record<string, unknown>) =>
    (args: Args): CallToolResult => {
      const at = new Date().toISOString();
      try {
        const data = kind === 'read' ? work(file.read(), args) : file.update((state) => work(state, args));
        file.log({ at, tool, kind, args, ok: true, ...(kind === 'write' ? { data } : {}) });
        return answer(data);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        file.log({ at, tool, kind, args, ok: false, message: error.message });
        return refuse(error.message);
      }
    };
}
