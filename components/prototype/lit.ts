import type { FlowEdge, ValueLink } from '#components/trace/value-flow.ts';
import { evidenceAt } from '#components/workflow/value-origin.ts';
import type { JsonPath } from '#core/json/json.ts';
import type { Evidence } from '#core/workflow/evidence.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import type { Selection } from './selection.ts';

/** What lights up for a selection: in every view the same things. */
export interface Lit {
  readonly calls: ReadonlySet<string>;
  readonly turns: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  readonly steps: ReadonlySet<string>;
  /** The links that are meant, where a selection is about one value. */
  readonly links: readonly ValueLink[];
}

export function litBy(args: {
  readonly selections: readonly (Selection | null)[];
  readonly edges: readonly FlowEdge[];
  readonly workflow: Workflow | null;
  readonly evidence: Evidence | null;
}): Lit {
  const lit = {
    calls: new Set<string>(),
    turns: new Set<string>(),
    edges: new Set<string>(),
    steps: new Set<string>(),
  };
  const links: ValueLink[] = [];
  const byStep = (step: string) => {
    lit.steps.add(step);
    const found = args.workflow ? stepsById(args.workflow).get(step) : undefined;
    for (const call of found?.origin ?? []) lit.calls.add(call);
  };
  const byEdge = (edge: FlowEdge) => {
    lit.edges.add(edge.id);
    lit.calls.add(edge.to);
    if (edge.from.kind === 'call') lit.calls.add(edge.from.id);
    else lit.turns.add(edge.from.id);
  };
  const stepOfCall = (call: string) => {
    if (!args.workflow) return;
    for (const [id, step] of stepsById(args.workflow)) if (step.origin?.includes(call)) lit.steps.add(id);
  };
  for (const selection of args.selections) {
    switch (selection?.kind) {
      case undefined:
        break;
      case 'call':
        lit.calls.add(selection.call);
        stepOfCall(selection.call);
        for (const edge of args.edges) {
          if (edge.to === selection.call || edge.from.id === selection.call) lit.edges.add(edge.id);
        }
        break;
      case 'value':
        lit.calls.add(selection.call);
        stepOfCall(selection.call);
        for (const edge of args.edges) {
          const meant = edge.links.filter((link) => aboutValue(link, selection));
          if (meant.length === 0) continue;
          byEdge(edge);
          links.push(...meant);
        }
        break;
      case 'edge': {
        const edge = args.edges.find(({ id }) => id === selection.edge);
        if (edge) byEdge(edge);
        break;
      }
      case 'turn':
        lit.turns.add(selection.turn);
        for (const edge of args.edges) if (edge.from.id === selection.turn) byEdge(edge);
        break;
      case 'step':
        byStep(selection.step);
        break;
      case 'place': {
        byStep(selection.place.step);
        const facts = (args.evidence && evidenceAt(args.evidence, selection.place)?.facts) ?? [];
        for (const { target, source } of facts) {
          if (target) lit.calls.add(target.call);
          if (source?.kind === 'result') lit.calls.add(source.call);
          if (source?.kind === 'turn') lit.turns.add(source.turn);
        }
        break;
      }
      default: {
        const never: never = selection;
        throw new Error(`Unknown selection ${JSON.stringify(never)}.`);
      }
    }
  }
  return { ...lit, links };
}

function aboutValue(link: ValueLink, selection: Selection & { readonly kind: 'value' }): boolean {
  if (selection.side === 'arguments') {
    return link.target.call === selection.call && startsWith(link.target.path, selection.path);
  }
  if (link.source.kind === 'turn') return false;
  return link.source.call === selection.call && startsWith(link.source.path, selection.path);
}

function startsWith(path: JsonPath, start: JsonPath): boolean {
  return start.length <= path.length && start.every((key, index) => key === path[index]);
}
