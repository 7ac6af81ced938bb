import { canonicalJson } from '../json/canonical.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { Trace, TraceCall } from '../trace/trace.ts';
import type { InferenceResult, ProofCheck } from '../workflow/inference-result.ts';
import { allSteps } from '../workflow/walk.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { addMembers } from './worlds/add-members.ts';
import { renameTokens } from './worlds/rename-tokens.ts';
import { reverseLists } from './worlds/reverse-lists.ts';

/**
 * Runs a workflow against a recording that answers it; `replayWorkflow` is one. Inference only derives programs: who
 * calls it brings the interpreter.
 */
export type ProgramRunner = (options: {
  readonly workflow: Workflow;
  readonly trace: Trace;
  readonly inputs?: JsonObject;
}) => Promise<{
  readonly status: string;
  readonly error?: string;
  readonly effects: readonly { readonly server: string; readonly tool: string; readonly args: JsonObject }[];
}>;

/**
 * The result with the verification ladder's report, offline: the program repeats the recording; it repeats the
 * recording with every name and id renamed (nothing is wired in that should be looked up); it does the same where
 * records have more members in another order, and where lists come in another order.
 */
export async function proveWorkflow(options: {
  readonly result: InferenceResult;
  readonly traces: readonly Trace[];
  readonly runner: ProgramRunner;
}): Promise<InferenceResult> {
  const { result, traces, runner } = options;
  const [trace] = traces;
  const { workflow } = result;
  if (workflow === null || trace === undefined) return result;
  const skip = reasonToSkip(result, workflow);
  const checks: ProofCheck[] = [];
  for (const world of worldsOf(trace, workflow)) {
    checks.push(
      skip === null && world.trace !== null
        ? await check(world.name, { workflow, trace: world.trace, inputs: world.inputs }, world.ordered, runner)
        : { name: world.name, status: 'skipped', detail: skip ?? world.reason },
    );
  }
  const broken = checks.filter((one) => one.status === 'failed');
  const findings = broken.map((one) => ({
    rule: `proof-${one.name.replaceAll(' ', '-')}`,
    severity: 'warning' as const,
    message: `The proof "${one.name}" failed: ${one.detail}`,
  }));
  return { ...result, findings: [...result.findings, ...findings], proof: { ...result.proof, checks } };
}

/** What a recording cannot answer: judgements by a model, pages that nobody read. */
function reasonToSkip(result: InferenceResult, workflow: Workflow): string | null {
  if (allSteps(workflow.body).some((step) => step.do === 'llm')) return 'A model judges values; a recording cannot.';
  if (result.questions.some((question) => question.text.includes('there was more'))) {
    return 'The recording did not read all pages, and the program will.';
  }
  return null;
}

interface World {
  readonly name: string;
  readonly trace: Trace | null;
  readonly inputs: JsonObject;
  readonly reason: string;
  readonly ordered: boolean;
}

function worldsOf(trace: Trace, workflow: Workflow): readonly World[] {
  const inputs = Object.fromEntries(workflow.inputs.map((input) => [input.name, input.default ?? null]));
  const renamed = renameTokens(trace, inputs);
  const reversed = takesByPosition(workflow) ? null : reverseLists(trace);
  return [
    { name: 'replay', trace, inputs, reason: '', ordered: true },
    {
      name: 'renamed',
      trace: renamed?.trace ?? null,
      inputs: renamed?.inputs ?? inputs,
      reason: 'Nothing in the recording looks like an id.',
      ordered: true,
    },
    { name: 'more members', trace: addMembers(trace), inputs, reason: '', ordered: true },
    {
      name: 'other order',
      trace: reversed,
      inputs,
      reason: 'The program takes items by their place, or writes them down in order.',
      ordered: false,
    },
  ];
}

/** Whether the order of a list can be seen in what the program does. */
function takesByPosition(workflow: Workflow): boolean {
  const text = JSON.stringify(workflow.body);
  return /"name":"(first|last|at|slice|join|concat|reverse)"|"op":"(map|find|groupBy|uniqueBy)"|"\$":"sort"|"do":"paginate"/.test(
    text,
  );
}

async function check(
  name: string,
  run: { readonly workflow: Workflow; readonly trace: Trace; readonly inputs: JsonObject },
  ordered: boolean,
  runner: ProgramRunner,
): Promise<ProofCheck> {
  const wanted = effectsOf(run.trace, run.workflow);
  const outcome = await runner(run);
  if (outcome.status !== 'succeeded') {
    return { name, status: 'failed', detail: outcome.error ?? `The run ended as ${outcome.status}.` };
  }
  const made = outcome.effects.map(({ server, tool, args }) => canonicalJson({ server, tool, args }));
  const missing = subtract(wanted, made);
  const extra = subtract(made, wanted);
  if (missing.length + extra.length > 0) {
    const [first] = [...missing, ...extra];
    return {
      name,
      status: 'failed',
      detail: `${missing.length} writes are missing and ${extra.length} are new, the first: ${first?.slice(0, 200)}`,
    };
  }
  return {
    name,
    status: 'passed',
    detail: `${made.length} writes are those of the recording${ordered ? '' : ', in any order'}.`,
  };
}

/** The recorded writes that steps of the program came from. */
function effectsOf(trace: Trace, workflow: Workflow): readonly string[] {
  const origins = new Set<string>();
  for (const step of allSteps(workflow.body)) {
    if (step.do === 'call' && step.effect !== 'read') for (const call of step.origin ?? []) origins.add(call);
  }
  return trace.calls
    .filter((call) => origins.has(call.id))
    .map(({ server, tool, args }: TraceCall) => canonicalJson({ server, tool, args } satisfies Record<string, Json>));
}

function subtract(from: readonly string[], what: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const text of what) left.set(text, (left.get(text) ?? 0) + 1);
  return from.filter((text) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count === 0;
  });
}
