import { deepEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { canonicalJson } from '#core/json/canonical.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import type { ToolCaller, ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { AgentProgram } from '../command/agent-program.ts';
import { type PassResult, runPass } from '../command/run-pass.ts';
import { createLiveCaller } from '../servers/live-caller.ts';
import { type Recording, readRecording } from './recording.ts';
import { forgetful, silentLog, silentMeter } from './silent.ts';

/** A recording with servers that answer from it; `plan` and `apply` run the workflow on the recorded inputs. */
export interface Replay {
  plan(): Promise<ReplayedPass>;
  apply(): Promise<ReplayedPass>;
  /** Fails unless the writes are those of the recording, each as often as recorded; their order is not compared. */
  expectRecordedWrites(pass: ReplayedPass): void;
  close(): Promise<void>;
}

export interface ReplayedPass {
  readonly result: PassResult;
  /** Writes that a server carried out, in order. */
  readonly sent: readonly ToolCallRequest[];
}

/** Starts one recorded server per server of the recording, as child processes. The ledger lives in memory. */
export function replayRecording(program: AgentProgram, folder: string): Replay {
  const file = join(folder, 'trace.json');
  const recording = readRecording(file);
  const servers = [...new Set(recording.tools.map((tool) => tool.server))];
  const live = createLiveCaller({
    name: 'replay',
    settings: () => new Map(servers.map((server) => [server, recordedServer(folder, file, server)])),
    onLog: (server, line) => process.stderr.write(`${server}: ${line}\n`),
  });
  const ledger = memoryLedger(() => recording.now);

  const pass = async (mode: 'plan' | 'apply'): Promise<ReplayedPass> => {
    const sent: ToolCallRequest[] = [];
    const writes = new Set(writesOf(recording).map(({ server, tool }) => `${server}/${tool}`));
    const caller: ToolCaller = {
      async call(request, options) {
        const result = await live.call(request, options);
        if (writes.has(`${request.server}/${request.tool}`) && errorOf(result) === null) sent.push(request);
        return result;
      },
    };
    const result = await runPass({
      program,
      mode,
      inputs: {},
      config: {},
      now: recording.now,
      timeZone: recording.timeZone,
      caller,
      ledger,
      approver: { approve: async () => ({ approved: true }) },
      judgements: forgetful,
      model: { answer: () => Promise.reject(new Error('The recording holds no judgement of this input.')) },
      example: (server, tool) => recording.calls.find((call) => call.server === server && call.tool === tool)?.result,
      log: silentLog,
      meter: silentMeter,
    });
    return { result, sent };
  };

  return {
    plan: () => pass('plan'),
    apply: () => pass('apply'),
    expectRecordedWrites({ result, sent }) {
      if (result.status !== 'succeeded') throw new Error(`The run ${result.status}: ${result.error}`);
      deepEqual(sent.map(canonicalCall).sort(), writesOf(recording).map(canonicalCall).sort());
    },
    close: () => live.close(),
  };
}

function writesOf(recording: Recording) {
  const ids = new Set(recording.writes);
  return recording.calls.filter((call) => ids.has(call.id));
}

function canonicalCall({ server, tool, args }: ToolCallRequest): string {
  return `${server}/${tool} ${canonicalJson(args)}`;
}

function recordedServer(folder: string, file: string, server: string) {
  const script = join(folder, 'runtime/recorded/recorded-server.ts');
  return { kind: 'stdio', command: process.execPath, args: [script, file, server], env: {} } as const;
}
