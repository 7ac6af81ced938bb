import { inferWorkflow } from '../../lib/core/inference/infer-workflow.ts';
import { demonstrate } from '../../lib/core/inference/testing/fuzz/demonstrate.ts';
import type { WorldShape } from '../../lib/core/inference/testing/fuzz/facts.ts';
import { bind } from '../../lib/core/inference/testing/fuzz/judge-job.ts';
import { runJob } from '../../lib/core/inference/testing/fuzz/run-job.ts';
import { worldOf } from '../../lib/core/inference/testing/fuzz/world.ts';
import { randomOf } from '../../lib/core/inference/testing/random.ts';
import { canonicalJson } from '../../lib/core/json/canonical.ts';
import { formatToolRef } from '../../lib/core/tool/tool-ref.ts';
import type { Trace } from '../../lib/core/trace/trace.ts';
import type { InferenceResult } from '../../lib/core/workflow/inference-result.ts';
import type { Answers } from '../../lib/core/workflow/question.ts';
import { allSteps } from '../../lib/core/workflow/walk.ts';
import type { Workflow } from '../../lib/core/workflow/workflow.ts';
import { type Edge, type EdgeJob, makeEdgeJob } from './edge-job.ts';

/**
 * - `right`: nothing is asked about the argument, and it is right in every fresh world.
 * - `asked`: it is asked, and an answer makes it right. `false but asked`: none does.
 * - `constant`: nothing is asked, and it is fixed or an input. `false silent`: nothing is asked, and it is taken from
 *   something else. `stopped`: the program says everywhere that it cannot run, which is about another argument.
 */
export type EdgeVerdict = 'right' | 'stopped' | 'asked' | 'constant' | 'false but asked' | 'false silent';

export interface JudgedEdge extends Edge {
  readonly seed: number;
  readonly verdict: EdgeVerdict;
}

const SHAPES: readonly WorldShape[] = ['normal', 'normal', 'colliding', 'normal'];

/** The arguments of the write of a seed's job, each judged alone; none where the world shows too little. */
export async function judgeEdges(seed: number): Promise<JudgedEdge[]> {
  const edgeJob = makeEdgeJob(seed);
  const { job, edges } = edgeJob;
  const trace = await demonstrate(job, seed, { order: 'round by round', noises: [] }, randomOf(seed), 'colliding');
  if (trace === null) return [];
  const first = inferWorkflow({ traces: [trace] });
  const right = await rightEdges(edgeJob, seed, first.workflow);
  const judged: JudgedEdge[] = [];
  for (const edge of edges) {
    const asked = asks(first, edgeJob, edge);
    const verdict = asked
      ? isRight(right, edge) || (await someAnswerIsRight(edgeJob, seed, { trace, first, edge }))
        ? 'asked'
        : 'false but asked'
      : !right.ran
        ? 'stopped'
        : right.params.has(edge.param)
          ? 'right'
          : isFixed(first.workflow, edgeJob, edge)
            ? 'constant'
            : 'false silent';
    judged.push({ ...edge, seed, verdict });
  }
  return judged;
}

/** Whether a question stands at the argument, or at none and so may be about any. */
function asks({ questions, workflow }: InferenceResult, { job }: EdgeJob, edge: Edge): boolean {
  if (workflow === null) return true;
  const writes = new Set<string>(job.writes.map(({ tool }) => tool));
  const steps = allSteps(workflow.body);
  return questions.some(({ place }) => {
    if (place === undefined) return true;
    const step = steps.find(({ id }) => id === place.step);
    // Without a slot the question is about the call as a whole.
    if (step?.do === 'call' && writes.has(formatToolRef(step)))
      return place.slot.length === 0 || place.slot[1] === edge.param;
    // What is asked of another step, the list of a loop or a judgement, may be what this argument comes from.
    return true;
  });
}

function isFixed(workflow: Workflow | null, { job }: EdgeJob, edge: Edge): boolean {
  const writes = new Set<string>(job.writes.map(({ tool }) => tool));
  return allSteps(workflow?.body ?? []).some((step) => {
    if (step.do !== 'call' || !writes.has(formatToolRef(step))) return false;
    const arg = step.args[edge.param];
    return arg === undefined || arg.$ === 'lit' || (arg.$ === 'ref' && arg.of === 'input');
  });
}

interface Right {
  readonly params: ReadonlySet<string>;
  /** Whether the program ran to its end in any world. */
  readonly ran: boolean;
}

const isRight = ({ params, ran }: Right, edge: Edge): boolean => ran && params.has(edge.param);

/** Parameters whose values are those of the true program, call by call, in all fresh worlds. */
async function rightEdges({ job, edges }: EdgeJob, seed: number, workflow: Workflow | null): Promise<Right> {
  const right = new Set(workflow === null ? [] : edges.map(({ param }) => param));
  const writes = new Set<string>(job.writes.map(({ tool }) => tool));
  let stopped = 0;
  for (const [at, shape] of SHAPES.entries()) {
    if (workflow === null || right.size === 0) break;
    const inputs = job.freshInputs(randomOf(seed * 19 + at));
    const world = () => worldOf(job, { seed: seed * 23 + at, shape, inputs }).tools;
    const wanted = (await runJob(job.workflow, world(), inputs)).calls.filter(({ name }) => writes.has(name));
    const run = await runJob(workflow, world(), bind(workflow, job.inputs, inputs));
    // A run that stops says so: it takes nothing from the wrong place.
    if (run.status !== 'succeeded') {
      stopped += 1;
      continue;
    }
    const got = run.calls.filter(({ name }) => writes.has(name));
    for (const param of right) {
      const values = (calls: typeof got): string =>
        calls
          .map(({ args }) => canonicalJson(args[param] ?? null))
          .sort()
          .join('\n');
      if (values(wanted) !== values(got)) right.delete(param);
    }
  }
  return { params: right, ran: stopped < SHAPES.length };
}

const MOST_TRIES = 24;

async function someAnswerIsRight(
  edgeJob: EdgeJob,
  seed: number,
  { trace, first, edge }: { readonly trace: Trace; readonly first: InferenceResult; readonly edge: Edge },
): Promise<boolean> {
  const queue: Answers[] = [];
  const seen = new Set(['{}']);
  const expand = (answers: Answers, { questions }: InferenceResult): void => {
    for (const { id, options, default: kept } of questions) {
      for (const option of options) {
        if (option.id === (answers[id] ?? kept)) continue;
        const next = { ...answers, [id]: option.id };
        const key = canonicalJson(next);
        if (!seen.has(key)) queue.push(next);
        seen.add(key);
      }
    }
  };
  expand({}, first);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answers = queue.shift();
    if (answers === undefined) return false;
    const next = inferWorkflow({ traces: [trace], answers });
    if (isRight(await rightEdges(edgeJob, seed, next.workflow), edge)) return true;
    expand(answers, next);
  }
  return false;
}
