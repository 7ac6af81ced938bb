import type { NextStep } from '#components/prototype/next-step.ts';
import type { RunMode } from '#core/execution/run-event.ts';

/** Why the next step is the next one, in one sentence. */
export function stepAdvice(step: NextStep): string {
  switch (step.kind) {
    case 'record':
      return 'Ask for the job in the chat, or call a tool by hand.';
    case 'make':
      return 'Derives the program from these values; what they do not prove is asked.';
    case 'answer':
      return 'The recording leaves this open. Each is asked on a concrete row.';
    case 'run':
      return modes[step.mode];
    case 'wait':
      return 'A run of this version is under way.';
    case 'export':
      return 'It replays and plans as recorded: take the agent along.';
    default: {
      const never: never = step;
      throw new Error(`Unknown step ${JSON.stringify(never)}.`);
    }
  }
}

const modes: Record<RunMode, string> = {
  replay: 'Runs the program against this recording, without any server.',
  plan: 'Reads live and lists what would be written, without writing it.',
  apply: 'Runs it live; each write waits for you.',
};
