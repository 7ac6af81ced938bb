import type { PendingCall } from '#core/live/studio-event.ts';
import { autoData } from '#core/tool/result-data.ts';
import { resultText } from '#core/tool/tool-result.ts';
import type { CallOutcome, Trace, TraceCall } from '#core/trace/trace.ts';
import type { FlowEdge, ValueLink } from './value-flow.ts';
import { flowEdges } from './value-flow.ts';
import { ValueIndex } from './value-index.ts';

/**
 * Data flow of a growing recording. Give it each new state of the trace; only calls it has not seen are looked at, so a
 * long recording stays cheap. The links of a call never change once found, because only earlier results can feed it;
 * only where a preview of a result gives way to all of it, everything is looked at anew.
 */
export class TraceFlow {
  #index = new ValueIndex();
  readonly #indexed = new Map<string, CallOutcome>();
  readonly #links = new Map<string, readonly ValueLink[]>();
  #trace: Trace | null = null;
  #pending: readonly PendingCall[] = [];
  #edges: readonly FlowEdge[] = [];

  update(trace: Trace, pending: readonly PendingCall[]): readonly FlowEdge[] {
    if (trace === this.#trace && pending === this.#pending) return this.#edges;
    if (trace.calls.some((call) => this.#isOther(call))) {
      this.#index = new ValueIndex();
      this.#indexed.clear();
      this.#links.clear();
    }
    for (const call of trace.calls) this.#add(call);
    const calls = [...trace.calls, ...pending];
    const links = calls.flatMap((call) => this.#linksTo(call, trace));
    this.#trace = trace;
    this.#pending = pending;
    this.#edges = flowEdges(links);
    return this.#edges;
  }

  #isOther(call: TraceCall): boolean {
    const known = this.#indexed.get(call.id);
    return known !== undefined && known !== call.outcome && sizeOf(known) !== sizeOf(call.outcome);
  }

  #add(call: TraceCall): void {
    if (this.#indexed.has(call.id) || call.outcome.status !== 'answered') return;
    this.#indexed.set(call.id, call.outcome);
    const { result } = call.outcome;
    const shown = call.shownCharacters === undefined ? undefined : resultText(result).slice(0, call.shownCharacters);
    this.#index.addResult({
      call: call.id,
      turn: call.turn,
      ended: call.ended,
      args: call.args,
      data: autoData(result),
      shown,
    });
  }

  #linksTo(call: TraceCall | PendingCall, trace: Trace): readonly ValueLink[] {
    const known = this.#links.get(call.id);
    if (known) return known;
    const said = trace.turns
      .filter((turn) => turn.role === 'user' && turn.at <= call.startedAt)
      .map((turn) => ({ turn: turn.id, text: turn.text }));
    const schema = trace.tools.find((tool) => tool.server === call.server && tool.name === call.tool)?.inputSchema;
    const { id, turn, started, args } = call;
    const links = this.#index.linksTo({ call: id, turn, started, args, said, schema });
    this.#links.set(id, links);
    return links;
  }
}

/** Tells a preview from all of a result; a snapshot that was loaded again holds equal results as other objects. */
function sizeOf(outcome: CallOutcome): number {
  return outcome.status === 'answered' ? resultText(outcome.result).length : 0;
}
