import { replayWorkflow } from '#core/execution/replay-workflow.ts';
import { inferWorkflow } from '#core/inference/infer-workflow.ts';
import { proveWorkflow } from '#core/inference/prove-workflow.ts';
import { isJsonObject } from '#core/json/json.ts';
import type { InferenceResult } from '#core/workflow/inference-result.ts';
import type { Answers } from '#core/workflow/question.ts';
import { type Command, UsageError } from './command.ts';
import { assertFolderOf, readJsonFile, readTraceFile, writeJsonFile } from './files.ts';
import { parseOptions, required } from './parse-options.ts';

/** Derives a workflow from traces and writes it; open questions take their defaults unless answered. */
export const infer: Command = {
  usage: 'infer trace.json [trace.json …] --out workflow.json [--answers answers.json] [--json] [--strict]',
  help: {
    about:
      'Derives the workflow from recordings. No model and no network; an open question takes its default. A program that does not repeat its recording is not written.',
    options: [
      ['--out workflow.json', 'where the workflow goes'],
      ['--answers answers.json', 'answers to questions: {"<question>": "<option>"}'],
      ['--json', 'prints {"inputs", "questions", "findings"} instead of text'],
      ['--strict', 'with an open question nothing is written, exit code 3'],
    ],
  },
  run: async (argv) => {
    const { options, files } = parseOptions(argv, { out: 'text', answers: 'text', json: 'flag', strict: 'flag' });
    const out = required(options.out, 'out');
    if (files.length === 0) throw new UsageError('the trace file is missing.');
    assertFolderOf(out);
    const traces = files.map(readTraceFile);
    const answers = options.answers === undefined ? {} : readAnswers(options.answers);
    const derived = inferWorkflow({ traces, answers });
    const result = await proveWorkflow({ result: derived, traces, runner: replayWorkflow });
    if (options.json) console.log(JSON.stringify(summaryOf(result)));
    if (!result.workflow) {
      const problem = result.findings.find((finding) => finding.severity === 'error') ?? result.findings[0];
      console.error(`tracewright infer: ${problem?.message ?? 'no workflow could be derived from this trace.'}`);
      return 1;
    }
    // An answer may rightly depart from the recording; the user has seen the question's row.
    const broken = result.proof.checks.find(({ name, status }) => name.startsWith('replay') && status === 'failed');
    if (broken && Object.keys(answers).length === 0) {
      console.error(`tracewright infer: the derived program does not repeat the recording. ${broken.detail}`);
      return 1;
    }
    const open = result.questions.filter((question) => !Object.hasOwn(answers, question.id));
    if (options.strict && open.length > 0) {
      console.error(`tracewright infer: ${open.length} open question(s), the first: ${open[0]?.text}`);
      return 3;
    }
    writeJsonFile(out, result.workflow);
    if (!options.json) tellPeople(result, out);
    return 0;
  },
};

function readAnswers(file: string): Answers {
  const document = readJsonFile(file);
  if (!isJsonObject(document)) throw new UsageError(`${file} must be {"question id": "option id"}.`);
  return Object.fromEntries(
    Object.entries(document).map(([question, option]) => {
      if (typeof option !== 'string')
        throw new UsageError(`${file}: the answer to "${question}" must be an option's id.`);
      return [question, option];
    }),
  );
}

function summaryOf({ workflow, questions, findings, proof }: InferenceResult) {
  return {
    inputs: (workflow?.inputs ?? []).map((input) => ({
      name: input.name,
      default: input.default,
      type: input.schema.type ?? 'any',
    })),
    questions: questions.map(({ id, text, options, default: chosen }) => ({
      id,
      text,
      options: options.map(({ id: option, label }) => ({ id: option, label })),
      default: chosen,
    })),
    findings,
    proof,
  };
}

function tellPeople({ workflow, questions, findings, proof }: InferenceResult, out: string): void {
  console.log(`${out}: ${workflow?.name}`);
  for (const input of workflow?.inputs ?? []) console.log(`  input ${input.name} = ${JSON.stringify(input.default)}`);
  console.log(`  ${proof.proved} values proved, ${proof.asked} asked, ${proof.assumed} assumed`);
  for (const check of proof.checks) console.log(`  ${check.status}: ${check.name}. ${check.detail}`);
  for (const question of questions) {
    console.log(`? ${question.id}: ${question.text}`);
    for (const option of question.options) {
      console.log(`    ${option.id === question.default ? '*' : ' '} ${option.id}: ${option.label}`);
    }
  }
  for (const finding of findings) console.log(`! ${finding.message}`);
}
