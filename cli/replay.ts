import { replayWorkflow } from '#core/execution/replay-workflow.ts';
import { learnFromRecordings } from '#lib/studio/workflow/learn-from-recordings.ts';
import type { Command } from './command.ts';
import { readTraceFile, readWorkflowFile } from './files.ts';
import { onlyFile, parseOptions, required } from './parse-options.ts';
import { readInputs } from './read-inputs.ts';

/** Runs a workflow offline against its recording; says where it leaves it. */
export const replay: Command = {
  usage: 'replay workflow.json --trace trace.json [--input name=value …]',
  help: {
    about: 'Runs a workflow offline against its recording and says where it first leaves it, and why.',
    options: [
      ['--trace trace.json', 'the recording'],
      ['--input name=value', 'another value than the recorded one; JSON where the input is no text'],
    ],
  },
  run: async (argv, { root }) => {
    const { options, files } = parseOptions(argv, { trace: 'text', input: 'texts' });
    const workflow = readWorkflowFile(onlyFile(files, 'workflow file'));
    const trace = readTraceFile(required(options.trace, 'trace'));
    const inputs = readInputs(workflow, options.input);
    const { judgements: judged } = await learnFromRecordings(
      { installation: root },
      { workflow, traces: [trace], answers: {} },
    );
    const result = await replayWorkflow({ workflow, trace, inputs, judged });
    if (result.status === 'succeeded') {
      console.log(`Replayed without a difference: ${counted(result.effects.length, 'write')} as recorded.`);
      return 0;
    }
    console.error(`tracewright replay: ${result.error ?? result.status}`);
    return result.status === 'diverged' ? 3 : 1;
  },
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
