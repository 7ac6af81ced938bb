import type { JsonPath } from '#core/json/json.ts';
import { valueAt } from '#core/json/path.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import type { Evidence, Fact } from '#core/workflow/evidence.ts';
import { type FlowEdge, flowEdges, type ValueLink } from './value-flow.ts';

/**
 * The observed flow with the compiler's evidence over it: where evidence speaks about an argument, its facts replace
 * what was merely observed there. Calls recorded after the inference keep their observed links.
 */
export function flowWithEvidence(args: {
  readonly observed: readonly FlowEdge[];
  readonly evidence: Evidence;
  readonly calls: readonly TraceCall[];
}): FlowEdge[] {
  const { observed, evidence, calls } = args;
  const byId = new Map(calls.map((call) => [call.id, call]));
  const proved = evidence.values.flatMap((value) => value.facts.flatMap((fact) => linkOfFact(fact, byId)));
  const spoken = new Set(
    evidence.values.flatMap((value) =>
      value.facts.flatMap((fact) => (fact.target ? [placeKey(fact.target.call, fact.target.path)] : [])),
    ),
  );
  const kept = observed
    .flatMap((edge) => edge.links)
    .filter((link) => !spoken.has(placeKey(link.target.call, link.target.path)));
  return flowEdges([...proved, ...kept]);
}

function linkOfFact(fact: Fact, calls: ReadonlyMap<string, TraceCall>): ValueLink[] {
  const { target, source, value } = fact;
  if (!target || !source || value === null || typeof value === 'object') return [];
  const whole = valueAt(calls.get(target.call)?.args, target.path);
  const start = typeof whole === 'string' && whole !== String(value) ? whole.indexOf(String(value)) : -1;
  const span = start >= 0 ? { start, end: start + String(value).length } : {};
  return [{ target: { ...target, ...span }, source, value, how: start >= 0 ? 'hole' : 'equal', basis: 'evidence' }];
}

function placeKey(call: string, path: JsonPath): string {
  return `${call} ${JSON.stringify(path)}`;
}
