import { canonicalJson } from '../../json/canonical.ts';
import type { Json } from '../../json/json.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import type { ObservedCall } from './observed-call.ts';

/** Finds calls by what they were given, so that folding pages and polls takes no look at every pair of calls. */
export class CallIndex {
  private readonly byArgument = new Map<string, number[]>();
  private readonly byArguments = new Map<string, number[]>();
  private readonly parameters = new Map<string, Set<string>>();
  private readonly calls: readonly ObservedCall[];
  /** Per position: where the next call stands that is no read. */
  private readonly nextWrites: number[];

  constructor(calls: readonly ObservedCall[]) {
    this.calls = calls;
    calls.forEach((call, at) => {
      if (call.error !== undefined) return;
      const tool = formatToolRef(call);
      add(this.byArguments, `${tool} ${canonicalJson(call.args)}`, at);
      const names = this.parameters.get(tool) ?? new Set();
      this.parameters.set(tool, names);
      for (const [name, value] of Object.entries(call.args)) {
        names.add(name);
        if (typeof value === 'string' || typeof value === 'number') add(this.byArgument, keyOf(tool, name, value), at);
      }
    });
    this.nextWrites = calls.map(() => calls.length);
    for (let at = calls.length - 2; at >= 0; at -= 1)
      this.nextWrites[at] = calls[at + 1]?.effect === 'read' ? (this.nextWrites[at + 1] ?? calls.length) : at + 1;
  }

  /** Names of the arguments that the call's tool was ever given. */
  parametersOf(call: ObservedCall): Iterable<string> {
    return this.parameters.get(formatToolRef(call)) ?? [];
  }

  /** Positions of the calls of the same tool that were given the value, in order. */
  given(call: ObservedCall, name: string, value: Json): readonly number[] {
    return this.byArgument.get(keyOf(formatToolRef(call), name, value)) ?? [];
  }

  /** The same call again, before anything was written. */
  repeats(at: number): readonly ObservedCall[] {
    const call = this.calls[at];
    if (call === undefined) return [];
    const end = this.nextWrites[at] ?? at;
    const same = this.byArguments.get(`${formatToolRef(call)} ${canonicalJson(call.args)}`) ?? [];
    return same.filter((other) => other > at && other < end).flatMap((other) => this.calls[other] ?? []);
  }
}

function add(index: Map<string, number[]>, key: string, at: number): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [at]);
  else known.push(at);
}

const keyOf = (tool: string, name: string, value: Json): string => `${tool} ${name} ${JSON.stringify(value)}`;
