import { loopGroups } from '#components/graph/loop-groups.ts';
import { projectTrace, type TraceGraph } from '#components/graph/project-trace.ts';
import { type CallView, callViews } from '#components/trace/call-view.ts';
import { flowWithEvidence } from '#components/trace/flow-with-evidence.ts';
import { overviewOf, type RecordingOverview } from '#components/trace/overview.ts';
import { TraceFlow } from '#components/trace/trace-flow.ts';
import type { FlowEdge } from '#components/trace/value-flow.ts';
import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import { type Lit, litBy } from './lit.ts';
import { type NextStep, nextStep } from './next-step.ts';
import type { PrototypeState } from './prototype-state.ts';

/** What views compute from the state, each computed once for all of them and kept until what it came from changes. */
export class Derived {
  readonly #traceFlow = new TraceFlow();

  readonly calls = once(
    (state) => [state.snapshot.trace, state.snapshot.pending, state.progress],
    ({ snapshot, progress }): readonly CallView[] =>
      callViews({ trace: snapshot.trace, pending: snapshot.pending, progress }),
  );

  readonly flow = once(
    ({ snapshot }) => [snapshot.trace, snapshot.pending, snapshot.workflow?.evidence],
    ({ snapshot }): readonly FlowEdge[] => this.#flow(snapshot),
  );

  readonly graph = once(
    (state) => [this.calls(state), this.flow(state), state.snapshot.trace.turns, state.snapshot.workflow?.workflow],
    (state): TraceGraph => {
      const { trace, workflow } = state.snapshot;
      const loops = workflow ? loopGroups(workflow.workflow) : [];
      return projectTrace({ calls: this.calls(state), turns: trace.turns, flow: this.flow(state), loops });
    },
  );

  readonly overview = once(
    (state) => [this.calls(state), this.flow(state)],
    (state): RecordingOverview => overviewOf(this.calls(state), this.flow(state)),
  );

  readonly nextStep = once(
    ({ snapshot }) => [snapshot],
    ({ snapshot }): NextStep => nextStep(snapshot),
  );

  /** Ids of the calls that have not happened yet at the point of the recording that is shown. */
  readonly later = once(
    (state) => [state.until, this.calls(state)],
    (state): ReadonlySet<string> =>
      new Set(
        state.until === null
          ? []
          : this.calls(state)
              .slice(state.until)
              .map(({ id }) => id),
      ),
  );

  /** Ids of the calls that the workflow leaves out. */
  readonly dropped = once(
    ({ snapshot }) => [snapshot.workflow?.evidence],
    ({ snapshot }): ReadonlySet<string> => new Set(snapshot.workflow?.evidence.dropped.map(({ call }) => call) ?? []),
  );

  readonly lit = once(
    (state) => [state.selection, state.pointed, this.flow(state), state.snapshot.workflow],
    (state): Lit => {
      const { workflow } = state.snapshot;
      const args = {
        edges: this.flow(state),
        workflow: workflow?.workflow ?? null,
        evidence: workflow?.evidence ?? null,
      };
      const both = litBy({ selections: [state.selection, state.pointed], ...args });
      if (!state.pointed || !state.selection) return both;
      // What is pointed at is meant: of the values that flowed, only its own stand out.
      const { edges, links } = litBy({ selections: [state.pointed], ...args });
      return edges.size > 0 ? { ...both, edges, links } : both;
    },
  );

  #flow(snapshot: PrototypeSnapshot): readonly FlowEdge[] {
    const observed = this.#traceFlow.update(snapshot.trace, snapshot.pending);
    return snapshot.workflow
      ? flowWithEvidence({ observed, evidence: snapshot.workflow.evidence, calls: snapshot.trace.calls })
      : observed;
  }
}

function once<Value>(
  keysOf: (state: PrototypeState) => readonly unknown[],
  compute: (state: PrototypeState) => Value,
): (state: PrototypeState) => Value {
  let known: { readonly keys: readonly unknown[]; readonly value: Value } | null = null;
  return (state) => {
    const keys = keysOf(state);
    if (known?.keys.every((key, index) => key === keys[index])) return known.value;
    known = { keys, value: compute(state) };
    return known.value;
  };
}
