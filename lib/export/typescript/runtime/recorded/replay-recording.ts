import { deepEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { canonicalJson } from '#core/json/canonical.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import type { ToolCaller, ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { AgentProgram } from '../command/agent-program.ts';
import type { PassResult } from '../command/run-pass.ts';
import { untraced } from '../observe/tracing.ts';
import { createLiveCaller } from '../servers/live-caller.ts';
import { recordedPass } from './recorded-pass.ts';
import { type RecordedJob, type Recording, readRecordedJob } from './recording.ts';

/** A recording with servers that answer from it; `plan` and `apply` run the workflow on the recorded inputs. */
export interface Replay {
  /** For the title of a test: says which recording it is where there are several. */
  readonly of: string;
  plan(): Promise<ReplayedPass>;
  apply(): Promise<ReplayedPass>;
  /** Fails unless the writes are those of the recording, each as often as recorded; their order is not compared. */
  expectRecordedWrites(pass: ReplayedPass): void;
}

export interface ReplayedPass {
  readonly result: PassResult;
  /** Writes that a server carried out, in order. */
  readonly sent: readonly ToolCallRequest[];
}

/**
 * The recordings of `trace.json`, each with a ledger in memory. Every pass starts its mock servers anew, as child
 * processes, so that it sees the recording from the beginning.
 */
export function replayRecordings(program: AgentProgram, folder: string): readonly Replay[] {
  const job = readRecordedJob(join(folder, 'trace.json'));
  return job.recordings.map((_, number) => replay(program, { folder, job, number }));
}

interface Place {
  readonly folder: string;
  readonly job: RecordedJob;
  /** Of the recording, from 0. */
  readonly number: number;
}

function replay(program: AgentProgram, { folder, job, number }: Place): Replay {
  const recording = job.recordings[number];
  if (!recording) throw new Error(`There is no recording ${number}.`);
  const servers = [...new Set(job.tools.map((tool) => tool.server))];
  const ledger = memoryLedger(() => recording.now);
  const writes = writesOf(recording);
  const writing = new Set(writes.map(({ server, tool }) => `${server}/${tool}`));

  const pass = async (mode: 'plan' | 'apply'): Promise<ReplayedPass> => {
    const sent: ToolCallRequest[] = [];
    const live = createLiveCaller({
      name: 'replay',
      settings: () => new Map(servers.map((server) => [server, recordedServer(folder, number, server)])),
      tracing: untraced,
      onLog: (server, line) => process.stderr.write(`${server}: ${line}\n`),
    });
    const caller: ToolCaller = {
      async call(request, options) {
        const result = await live.call(request, options);
        if (writing.has(`${request.server}/${request.tool}`) && errorOf(result) === null) sent.push(request);
        return result;
      },
    };
    try {
      return { result: await recordedPass({ program, job, recording, mode, caller, ledger }), sent };
    } finally {
      await live.close();
    }
  };

  return {
    of: job.recordings.length > 1 ? ` (recording ${number + 1})` : '',
    plan: () => pass('plan'),
    apply: () => pass('apply'),
    expectRecordedWrites({ result, sent }) {
      if (result.status !== 'succeeded') throw new Error(`The run ${result.status}: ${result.error}`);
      deepEqual(sent.map(canonicalCall).sort(), writes.map(canonicalCall).sort());
    },
  };
}

function writesOf({ calls, writes }: Recording) {
  const ids = new Set(writes);
  return calls.filter((call) => ids.has(call.id));
}

function canonicalCall({ server, tool, args }: ToolCallRequest): string {
  return `${server}/${tool} ${canonicalJson(args)}`;
}

function recordedServer(folder: string, number: number, server: string) {
  const script = join(folder, 'runtime/recorded/recorded-server.ts');
  const args = [script, join(folder, 'trace.json'), String(number), server];
  return { kind: 'stdio', command: process.execPath, args, env: {} } as const;
}
