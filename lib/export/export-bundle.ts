import { findRefusals, type TargetRefusal } from '#core/deploy/find-refusals.ts';
import { type Language, type StateChoice, usualState } from '#core/deploy/target.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { Trace, TraceCall } from '#core/trace/trace.ts';
import type { RecordedJudgement } from '#core/workflow/recorded-judgement.ts';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import { printAgent } from './agents/print-agent.ts';
import type { Bundle, TargetId } from './bundle.ts';
import { bundleName } from './bundle-name.ts';
import type { RecordedJob } from './bundle-recording.ts';
import type { ExportFacts } from './export-facts.ts';
import { redact } from './redact-trace.ts';
import { TargetRefused } from './target-refused.ts';
import { TARGETS } from './targets.ts';
import type { RuntimeLibrary } from './typescript/runtime-library.ts';

export interface ExportRequest {
  readonly workflow: Workflow;
  /** What the workflow was derived from: each is bundled and replayed. Ids of calls are different over all of them. */
  readonly traces: readonly [Trace, ...Trace[]];
  readonly target: TargetId;
  readonly options: ExportOptions;
  /** What is copied into bundles; see `readRuntimeLibrary`. */
  readonly library: RuntimeLibrary;
}

export interface ExportOptions {
  /** How the workflow's servers are reached; those that are missing become a URL to fill in. */
  readonly servers?: readonly ServerConfig[];
  /** The place's first where absent. */
  readonly language?: Language;
  /** Wins over the workflow's own. */
  readonly trigger?: Trigger;
  /** What is usual at the place where absent: SQLite where it can be. */
  readonly state?: StateChoice;
  /** What the inputs were in each recording after the first; the first has the defaults. */
  readonly otherInputs?: readonly JsonObject[];
  /** All that was judged while recording; where absent, what the steps themselves show. */
  readonly judgements?: readonly RecordedJudgement[];
  /** Whether a recorded call was made in the world in which the agent will work; none where absent. */
  readonly made?: (call: TraceCall) => boolean;
  /** Values that must not leave this machine: known secrets and what the user marked. */
  readonly secrets?: readonly string[];
}

/**
 * Makes a bundle. Deterministic, offline; the same request gives the same bytes. Proves nothing: see `proveBundle`.
 * Throws `TargetRefused` where the place does not take what is wished.
 */
export async function exportBundle(request: ExportRequest): Promise<Bundle> {
  const { options, library } = request;
  const secrets = options.secrets ?? [];
  const workflow = redact(request.workflow, secrets);
  const place = TARGETS[request.target];
  const { language = place.languages[0], trigger = workflow.trigger ?? { on: 'manual' } } = options;
  const { state = usualState(place) } = options;
  const [refusal] = findRefusals(place, { language, trigger, state });
  if (refusal) throw new TargetRefused(refusal);
  const unkept = trigger.on === 'keep' ? keepRefused(workflow) : null;
  if (unkept) throw new TargetRefused(unkept);
  const facts: ExportFacts = {
    name: bundleName(workflow.name),
    placeLine: place.readmeLine,
    host: place.host ?? 'process',
    workflow,
    job: redact(jobOf(request), secrets),
    servers: options.servers ?? [],
    state,
    trigger,
    library,
  };
  const agent = await printAgent(language, facts);
  const { files, strictSource, deploy } = await place.print(agent, facts);
  return {
    name: agent.name,
    target: request.target,
    language,
    files: [...agent.files, ...files].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    ...(strictSource === undefined ? {} : { strictSource }),
    commands: { install: agent.atHome.install, plan: agent.atHome.plan, deploy },
  };
}

/** A control loop needs rules, and a runtime that has one. */
function keepRefused({ keep }: Workflow): TargetRefusal | null {
  return keep ? null : { field: 'trigger', message: 'This workflow keeps nothing yet: choose what is kept first.' };
}

function jobOf({ traces, options }: ExportRequest): RecordedJob {
  const { otherInputs = [], judgements = [], made = () => false } = options;
  const recordingOf = (trace: Trace, inputs: JsonObject) => ({
    trace,
    inputs,
    made: trace.calls.filter(made).map(({ id }) => id),
  });
  const [first, ...others] = traces;
  return {
    recordings: [recordingOf(first, {}), ...others.map((trace, at) => recordingOf(trace, otherInputs[at] ?? {}))],
    judgements,
  };
}
