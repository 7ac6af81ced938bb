import { workflowJsonSchema } from '#core/workflow/workflow-json-schema.ts';
import { type Command, UsageError } from './command.ts';

/** Prints the JSON Schema of workflow files, for editors and for programs that write them. */
export const schema: Command = {
  usage: 'schema > workflow.schema.json',
  help: {
    about: 'Prints the JSON Schema of workflow files: what infer writes and what replay, run and export read.',
    options: [],
  },
  run: async (argv) => {
    const [extra] = argv;
    if (extra !== undefined) throw new UsageError(`"${extra}" is not understood; nothing is given to this command.`);
    console.log(JSON.stringify(workflowJsonSchema(), null, 2));
    return 0;
  },
};
