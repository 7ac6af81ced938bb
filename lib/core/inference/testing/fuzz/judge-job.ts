import { canonicalJson } from '../../../json/canonical.ts';
import { jsonEqual } from '../../../json/equal.ts';
import type { JsonObject } from '../../../json/json.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { Answers, Question } from '../../../workflow/question.ts';
import type { Workflow } from '../../../workflow/workflow.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { randomOf } from '../random.ts';
import { demonstrate, type Manner, makeManner } from './demonstrate.ts';
import type { WorldShape } from './facts.ts';
import type { Job } from './job.ts';
import { makeJob } from './make-job.ts';
import { bagOf, isPart, isSame, type JobRun, runJob } from './run-job.ts';
import { worldOf } from './world.ts';

/**
 * - `silent`: right in all worlds, nothing asked. `asked`: right after answers, or by defaults with questions.
 * - `stopped`: nothing asked; where it is not right, the run failed and had written nothing wrong.
 * - `asked, wrong`: no answer that was tried leads to a right program. `refused`: no workflow.
 * - `wrong silent`: nothing asked, and something else was done. The worst.
 * - `undetermined`: no demonstration was found that determines the program; nothing was judged.
 */
export type Verdict =
  | 'silent'
  | 'asked'
  | 'stopped'
  | 'asked, wrong'
  | 'refused'
  | 'wrong silent'
  | 'crash'
  | 'undetermined';

export interface Judged {
  readonly seed: number;
  readonly family: string;
  readonly verdict: Verdict;
  readonly questions: readonly Question[];
  readonly job: Job;
  readonly manner: Manner;
  readonly trace: Trace | null;
  readonly workflow: Workflow | null;
  /** What went wrong, in the first world where something did. */
  readonly problem?: string;
}

const SHAPES: readonly WorldShape[] = ['normal', 'colliding', 'empty', 'single', 'large', 'nulls', 'normal'];
/** As many answers as a patient user tries. */
const MOST_TRIES = 24;

export interface JudgeOptions {
  /** How to demonstrate; drawn from the seed where it is not given. */
  readonly manner?: Manner;
  /** How many other answers are tried where the defaults are wrong; as many as a patient user would, unless given. */
  readonly tries?: number;
  /** Called before each inference, so that one that hangs can be told from many. */
  readonly beat?: () => void;
}

/** Makes the job of a seed, demonstrates it, derives its program and compares that with the true one in fresh worlds. */
export async function judgeSeed(
  seed: number,
  { manner, beat, tries = MOST_TRIES }: JudgeOptions = {},
): Promise<Judged> {
  const job = makeJob(seed);
  const random = randomOf(seed * 7 + 3);
  const chosen = makeManner(random, job);
  const how = manner ?? chosen;
  const trace = await demonstrate(job, seed, how, randomOf(seed * 5 + 1));
  const base = { seed, family: job.family, job, manner: how, trace };
  if (trace === null) return { ...base, verdict: 'undetermined', questions: [], workflow: null };
  const task: Task = { job, seed, trace, ...(beat === undefined ? {} : { beat }) };
  const first = await attempt(task, {});
  const { workflow, questions } = first.result;
  const told = {
    ...base,
    questions,
    workflow,
    ...(first.problem === undefined ? {} : { problem: first.problem }),
  };
  const crashed = first.result.findings.find(({ message }) =>
    message.startsWith('This recording could not be understood'),
  );
  if (crashed !== undefined) return { ...told, verdict: 'crash', problem: crashed.message };
  if (workflow === null) return { ...told, verdict: 'refused', problem: first.result.findings[0]?.message ?? '' };
  if (first.outcome === 'right') return { ...told, verdict: questions.length > 0 ? 'asked' : 'silent' };
  if (questions.length === 0) return { ...told, verdict: first.outcome === 'stopped' ? 'stopped' : 'wrong silent' };
  return { ...told, verdict: (await someAnswerIsRight(task, first.result, tries)) ? 'asked' : 'asked, wrong' };
}

type Result = ReturnType<typeof inferWorkflow>;

interface Task extends Pick<JudgeOptions, 'beat'> {
  readonly job: Job;
  readonly seed: number;
  readonly trace: Trace;
}

/** A user who does not know the words of programs: tries one other option after the other, few changes first. */
async function someAnswerIsRight(task: Task, first: Result, most: number): Promise<boolean> {
  const queue: Answers[] = [];
  const seen = new Set(['{}']);
  const expand = (answers: Answers, { questions }: Result): void => {
    for (const question of questions) {
      for (const option of question.options) {
        if (option.id === (answers[question.id] ?? question.default)) continue;
        const next = { ...answers, [question.id]: option.id };
        const key = canonicalJson(next);
        if (!seen.has(key)) queue.push(next);
        seen.add(key);
      }
    }
  };
  expand({}, first);
  for (let tries = 0; tries < most; tries += 1) {
    const answers = queue.shift();
    if (answers === undefined) return false;
    const next = await attempt(task, answers);
    if (next.outcome === 'right') return true;
    expand(answers, next.result);
  }
  return false;
}

async function attempt({ job, seed, trace, beat }: Task, answers: Answers) {
  beat?.();
  const result = inferWorkflow({ traces: [trace], answers });
  if (result.workflow === null) return { result, outcome: 'stopped' as const };
  return { result, ...(await compare(job, seed, result.workflow)) };
}

/** Runs both programs in fresh worlds with fresh inputs. */
async function compare(
  job: Job,
  seed: number,
  workflow: Workflow,
): Promise<{ readonly outcome: 'right' | 'stopped' | 'wrong'; readonly problem?: string }> {
  const writes = new Set([
    ...job.writes.map(({ tool }) => tool),
    ...job.collections.flatMap(({ create }) => (create === undefined ? [] : [create.tool])),
  ]);
  let stopped: string | undefined;
  for (const [at, shape] of SHAPES.entries()) {
    const inputs = job.freshInputs(randomOf(seed * 13 + at));
    const world = () => worldOf(job, { seed: seed * 17 + at, shape, inputs }).tools;
    const right = await runJob(job.workflow, world(), inputs);
    if (right.status !== 'succeeded') throw new Error(`The true program fails in the ${shape} world: ${right.error}`);
    const made = await runJob(workflow, world(), bind(workflow, job.inputs, inputs));
    const [wanted, got] = [bagOf(right.calls, writes), bagOf(made.calls, writes)];
    if (made.status === 'succeeded' && isSame(wanted, got)) continue;
    const problem = `${shape} world: ${differenceOf(made, wanted, got)}`;
    if (made.status === 'succeeded' || !isPart(got, wanted)) return { outcome: 'wrong', problem };
    stopped ??= problem;
  }
  return stopped === undefined ? { outcome: 'right' } : { outcome: 'stopped', problem: stopped };
}

function differenceOf(run: JobRun, wanted: ReadonlyMap<string, number>, got: ReadonlyMap<string, number>): string {
  const extra = [...got.keys()].filter((key) => (wanted.get(key) ?? 0) < (got.get(key) ?? 0));
  const missing = [...wanted.keys()].filter((key) => (got.get(key) ?? 0) < (wanted.get(key) ?? 0));
  const sample = (keys: readonly string[]): string => (keys.length === 0 ? 'none' : `${keys.length}, first ${keys[0]}`);
  return `${run.status}${run.error === undefined ? '' : ` (${run.error})`}; too much: ${sample(extra)}; missing: ${sample(missing)}`;
}

/** Fresh values for the inputs of a derived program, found by what they were in the demonstration. */
export function bind(workflow: Workflow, shown: JsonObject, fresh: JsonObject): JsonObject {
  return Object.fromEntries(
    workflow.inputs.flatMap((input) => {
      const name = Object.keys(shown).find((key) => jsonEqual(shown[key], input.default));
      return name === undefined ? [] : [[input.name, fresh[name] ?? null]];
    }),
  );
}
