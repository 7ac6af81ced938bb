import type { JsonPath } from '#core/json/json.ts';
import type { Evidence, Fact } from '#core/workflow/evidence.ts';
import { type FlowEdge, flowEdges, type ValueLink } from './value-flow.ts';

/**
 * The observed flow with the compiler's evidence over it: where evidence speaks about an argument, its facts replace
 * what was merely observed there. Calls recorded after the inference keep their observed links.
 */
export function flowWithEvidence(observed: readonly FlowEdge[], evidence: Evidence): FlowEdge[] {
  const proved = evidence.values.flatMap((value) => value.facts.flatMap(linkOfFact));
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

function linkOfFact(fact: Fact): ValueLink[] {
  const { target, source, value } = fact;
  if (!target || !source || value === null || typeof value === 'object') return [];
  const how = 'equal' as const;
  return [{ target, source, value, how, basis: 'evidence' }];
}

function placeKey(call: string, path: JsonPath): string {
  return `${call} ${JSON.stringify(path)}`;
}
