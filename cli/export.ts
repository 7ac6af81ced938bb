import { statSync } from 'node:fs';
import path from 'node:path';
import { validateWorkflow } from '#core/workflow/validate-workflow.ts';
import { TARGET_IDS, TARGETS } from '#lib/export/targets.ts';
import { exportToFolder } from '#lib/studio/export/export-workflow.ts';
import { type Command, CommandFailure, UsageError } from './command.ts';
import { exportChoices } from './export-choices.ts';
import { assertFolderOf, readTraceFile, readWorkflowFile } from './files.ts';
import { onlyFile, parseOptions, required } from './parse-options.ts';
import { readServersFile } from './read-servers-file.ts';

/** Writes a workflow as a program, once its own test has replayed the recording; otherwise nothing is written. */
export const exportCommand: Command = {
  usage: `export workflow.json --trace trace.json --target ${TARGET_IDS.join('|')} --out folder [--trigger …] [--state …] [--language …] [--servers mcp.json] [--recorded]`,
  help: {
    about: 'Writes a workflow as a program that needs no model, once its own test has replayed the recording.',
    options: [
      ['--trace trace.json', 'the recording that proves it; more than one may be given'],
      ['--target name', 'where it will run:'],
      ...Object.values(TARGETS).map(({ id, purpose }) => [`  ${id}`, purpose] as const),
      ['--out folder', 'where it goes; files that you changed are kept, the new one is beside them as .new'],
      [
        '--trigger what',
        'manual, keep, endpoint, "schedule:0 7 * * 1-5", webhook:<path> or queue:<redis|sqs|pubsub>:<name>; without it, what the workflow says',
      ],
      ['--time-zone name', 'of the schedule, such as Europe/Berlin; UTC without it'],
      ['--state kind', 'sqlite or postgres: where changes are remembered'],
      ['--language name', 'typescript or python, where the target takes both'],
      ['--servers mcp.json', 'how the servers are reached, for its settings'],
      ['--recorded', 'counts the writes of the recordings as done: the program will work where they were recorded'],
    ],
  },
  run: async (argv, { root }) => {
    const { options, files } = parseOptions(argv, {
      trace: 'texts',
      target: 'text',
      out: 'text',
      trigger: 'text',
      'time-zone': 'text',
      state: 'text',
      language: 'text',
      servers: 'text',
      recorded: 'flag',
    });
    const workflow = readWorkflowFile(onlyFile(files, 'workflow file'));
    const wrong = validateWorkflow(workflow).find((finding) => finding.severity === 'error');
    if (wrong) throw new UsageError(`${files[0]}: ${wrong.message}`);
    const [first, ...more] = options.trace.map(readTraceFile);
    if (!first) throw new UsageError('--trace is missing.');
    const choices = exportChoices(workflow, options);
    const folder = path.resolve(required(options.out, 'out'));
    assertFolderOf(folder);
    if (statSync(folder, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`${folder} is a file.`);
    const servers = options.servers === undefined ? [] : readServersFile(options.servers);

    const { bundle, proof, written } = await exportToFolder({
      workflow,
      traces: [first, ...more],
      ...choices,
      installation: root,
      servers,
      made: () => options.recorded,
      folder,
    });
    for (const { state, title, detail } of proof.checks) {
      if (state === 'passed') console.log(`passed: ${title} (${detail})`);
    }
    if (!written) {
      const failed = proof.checks.find((check) => check.state === 'failed');
      throw new CommandFailure(
        `the program is not proved, so nothing was written. ${failed?.title}: ${failed?.detail}`,
      );
    }
    for (const file of written.kept) console.log(`kept your ${file}; the new one is ${file}.new`);
    console.log(
      `${bundle.files.length} files in ${folder}: ${written.written.length} written, ${written.unchanged.length} as before.`,
    );
    return 0;
  },
};
