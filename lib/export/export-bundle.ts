import type { JsonObject } from '#core/json/json.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { Trace, TraceCall } from '#core/trace/trace.ts';
import type { RecordedJudgement } from '#core/workflow/recorded-judgement.ts';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import type { Bundle, TargetId } from './bundle.ts';
import { bundleName } from './bundle-name.ts';
import type { RecordedJob } from './bundle-recording.ts';
import type { ExportFacts, StateChoice } from './export-facts.ts';
import { redact } from './redact-trace.ts';
import { exportTypeScript } from './typescript/export-typescript.ts';
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
  /** Wins over the workflow's own. */
  readonly trigger?: Trigger;
  /** SQLite where absent. */
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

/** Makes a bundle. Deterministic, offline; the same request gives the same bytes. Proves nothing: see `proveBundle`. */
export async function exportBundle(request: ExportRequest): Promise<Bundle> {
  const { options, target, library } = request;
  const secrets = options.secrets ?? [];
  const workflow = redact(request.workflow, secrets);
  const facts: ExportFacts = {
    name: bundleName(workflow.name),
    target,
    workflow,
    job: redact(jobOf(request), secrets),
    servers: options.servers ?? [],
    state: options.state ?? 'sqlite',
    trigger: options.trigger ?? workflow.trigger ?? { on: 'manual' },
    library,
  };
  const parts = await partsOf(target, facts);
  return { name: facts.name, target, ...parts, files: parts.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
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

async function partsOf(target: TargetId, facts: ExportFacts): Promise<Pick<Bundle, 'files' | 'strictSource'>> {
  switch (target) {
    case 'typescript':
      return { files: await exportTypeScript(facts) };
    case 'kubernetes': {
      // Loaded when it is needed: the schemas of Kubernetes are large.
      const { exportKubernetes } = await import('./kubernetes/export-kubernetes.ts');
      return exportKubernetes(facts);
    }
  }
}
