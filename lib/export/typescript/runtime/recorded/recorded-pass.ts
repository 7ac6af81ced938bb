import type { Ledger } from '#core/effects/ledger.ts';
import { jsonEqual } from '#core/json/equal.ts';
import type { ToolCaller } from '#core/tool/tool-caller.ts';
import type { Model } from '../agent-setup.ts';
import type { AgentProgram } from '../command/agent-program.ts';
import { type PassResult, runPass } from '../command/run-pass.ts';
import { untraced } from '../observe/tracing.ts';
import { type RecordedJob, type Recording, recordedAnswer } from './recording.ts';
import { forgetful, silentLog, silentMeter } from './silent.ts';

/** Runs the program as it was recorded: with the inputs, at the time and with the judgements of one recording. */
export function recordedPass(options: {
  readonly program: AgentProgram;
  readonly job: RecordedJob;
  readonly recording: Recording;
  readonly mode: 'plan' | 'apply';
  readonly caller: ToolCaller;
  readonly ledger: Ledger;
}): Promise<PassResult> {
  const { program, job, recording, mode, caller, ledger } = options;
  return runPass({
    program,
    mode,
    inputs: recording.inputs,
    config: {},
    now: recording.now,
    timeZone: recording.timeZone,
    caller,
    ledger,
    approver: { approve: async () => ({ approved: true }) },
    judgements: forgetful,
    model: judgesAsRecorded(job),
    example: (server, tool, which) => recordedAnswer(job, server, tool, which),
    log: silentLog,
    meter: silentMeter,
    tracing: untraced,
    clock: clockThatSkipsPauses(),
  });
}

/** What was waited for while recording need not be waited for again. */
function clockThatSkipsPauses() {
  let time = 0;
  const sleep = async (milliseconds: number) => {
    time += milliseconds;
  };
  return { sleep, milliseconds: () => time };
}

function judgesAsRecorded({ judgements }: RecordedJob): Model {
  return {
    async answer({ task, input }) {
      const fitting = judgements.filter((judgement) => jsonEqual(judgement.input, input));
      // A task may have been put in other words since; what was judged of this input holds on.
      const judged = fitting.find((judgement) => judgement.task === task) ?? fitting[0];
      if (!judged) throw new Error('The recording holds no judgement of this input.');
      return judged.answer;
    },
  };
}
