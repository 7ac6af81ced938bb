import type { JsonObject } from '../json/json.ts';
import { distinctCalls } from '../trace/distinct-calls.ts';
import type { Trace } from '../trace/trace.ts';
import type { InferenceResult, ProofCheck } from '../workflow/inference-result.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { climb } from './proof/climb.ts';
import { cutWorld } from './proof/cut-world.ts';
import { loopLists } from './proof/loop-lists.ts';
import type { ProgramRunner } from './proof/program-runner.ts';
import type { NoWorld, ProofWorld } from './proof/proof-world.ts';
import { readWorld } from './proof/read-world.ts';
import { repeatRecording } from './proof/repeat-recording.ts';
import { visibleParts } from './proof/visible-parts.ts';
import { listWorlds } from './worlds/list-worlds.ts';
import { moreMembers } from './worlds/more-members.ts';
import { movedSources } from './worlds/moved-sources.ts';
import { nullMembers } from './worlds/null-members.ts';
import { oneMorePage } from './worlds/one-more-page.ts';
import { otherOrder } from './worlds/other-order.ts';
import { renamedIds } from './worlds/renamed-ids.ts';

/**
 * The result with the verification ladder's report, offline and without a model. The program repeats every recording;
 * then it is run in worlds that are made from the first one, small ones, in which it is known what it should do: ids
 * are renamed, sources are told apart, lists are longer, shorter, empty or in another order, records have more members
 * or none. A rung that fails becomes a finding.
 */
export async function proveWorkflow(options: {
  readonly result: InferenceResult;
  readonly traces: readonly Trace[];
  readonly runner: ProgramRunner;
}): Promise<InferenceResult> {
  const { result, runner } = options;
  const traces = distinctCalls(options.traces);
  const { workflow } = result;
  const [trace] = traces;
  if (workflow === null || trace === undefined) return result;
  const checks: ProofCheck[] = [];
  for (const [at, recording] of traces.entries()) {
    const name = traces.length === 1 ? 'replay' : `replay ${at + 1}`;
    const inputs = at === 0 ? {} : (result.otherInputs?.[at - 1] ?? {});
    checks.push(await repeatRecording(name, recording, { result, workflow, inputs, runner }));
  }
  checks.push(...(await climb(await rungsOf(result, workflow, trace, runner), runner)));
  const findings = checks
    .filter((check) => check.status === 'failed')
    .map((check) => ({
      rule: `proof-${check.name.replaceAll(' ', '-')}`,
      severity: 'warning' as const,
      message: `The proof "${check.name}" failed: ${check.detail}`,
    }));
  return { ...result, findings: [...result.findings, ...findings], proof: { ...result.proof, checks } };
}

async function rungsOf(
  result: InferenceResult,
  workflow: Workflow,
  trace: Trace,
  runner: ProgramRunner,
): Promise<readonly (ProofWorld | NoWorld)[]> {
  const parts = visibleParts(workflow);
  const whole = readWorld(trace, workflow, { inputs: inputsOf(workflow), judgements: result.judgements ?? {} });
  const lists = await loopLists(whole, parts, runner);
  const cut = await cutWorld(whole, { lists, parts, runner });
  if (cut === null) return [{ name: 'other worlds', reason: 'The program does not run on the recording alone.' }];
  return [
    renamedIds(cut),
    ...movedSources(cut, result.evidence, parts),
    moreMembers(cut),
    otherOrder(cut, parts.ordered),
    ...listWorlds(cut, parts.counted),
    nullMembers(cut, parts),
    oneMorePage(cut),
  ];
}

function inputsOf(workflow: Workflow): JsonObject {
  return Object.fromEntries(workflow.inputs.map((input) => [input.name, input.default ?? null]));
}
