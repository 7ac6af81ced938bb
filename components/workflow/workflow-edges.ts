import type { ValueOrigin } from '#core/workflow/evidence.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { freeRefs } from '#core/workflow/free-refs.ts';
import { innerBodies, stepExprs } from '#core/workflow/walk.ts';
import type { RefExpr } from '#core/workflow/walk-exprs.ts';
import type { Id, Step, Workflow } from '#core/workflow/workflow.ts';

/** Ids of the two cards that are no steps. No step can have them: ids are `[a-z][A-Za-z0-9]*`. */
export const INPUTS_NODE = '(inputs)';
export const OUTPUT_NODE = '(output)';

export interface WorkflowGraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `data`: a value flows. `order`: only one after the other. */
  readonly kind: 'data' | 'order';
  readonly origin: ValueOrigin;
  /** Names of the values that flow. */
  readonly label: string;
}

/** What flows from where to where, and where nothing flows, what comes first. */
export function workflowEdges(workflow: Workflow, inputs: boolean): readonly WorkflowGraphEdge[] {
  const data = dataEdges(workflow);
  return [...data, ...orderEdges(workflow, data, inputs)];
}

function dataEdges(workflow: Workflow): WorkflowGraphEdge[] {
  const steps = stepsById(workflow);
  const edges = new Map<string, WorkflowGraphEdge>();
  const add = (from: string, to: string, origin: ValueOrigin, label: string) => {
    const id = `${from}→${to}`;
    const known = edges.get(id);
    if (!known) edges.set(id, { id, from, to, kind: 'data', origin, label });
    else if (!known.label.split(', ').includes(label)) edges.set(id, { ...known, label: `${known.label}, ${label}` });
  };
  const source = (reference: RefExpr, owners: ReadonlyMap<Id, Id>): Id | undefined => {
    if (reference.of === 'input' || reference.of === 'config') return INPUTS_NODE;
    return reference.of === 'step' ? reference.id : owners.get(reference.id);
  };
  const visit = (body: readonly Step[], owners: ReadonlyMap<Id, Id>) => {
    for (const step of body) {
      const inner = innerBodies(step);
      for (const { expr, sees } of stepExprs(step)) {
        for (const reference of freeRefs(expr, new Set(sees))) {
          const from = source(reference, owners);
          // What a loop gathers from its own body is no flow between places of the picture.
          if (from === undefined || from === step.id || inner.some(({ body: own }) => holds(own, from))) continue;
          const origin = from === INPUTS_NODE ? 'input' : steps.get(from)?.do === 'llm' ? 'judgement' : 'reference';
          add(from, step.id, origin, reference.id);
        }
      }
      for (const { body: own, sees } of inner) {
        visit(own, sees.length === 0 ? owners : new Map([...owners, ...sees.map((id) => [id, step.id] as const)]));
      }
    }
  };
  visit(workflow.body, new Map());
  for (const reference of workflow.output ? freeRefs(workflow.output) : []) {
    const from = source(reference, new Map());
    if (from) add(from, OUTPUT_NODE, from === INPUTS_NODE ? 'input' : 'reference', reference.id);
  }
  return [...edges.values()];
}

function holds(body: readonly Step[], id: Id): boolean {
  return body.some((step) => step.id === id || innerBodies(step).some((inner) => holds(inner.body, id)));
}

/** Steps of the body that nothing flows into come after the step before them. */
function orderEdges(workflow: Workflow, data: readonly WorkflowGraphEdge[], inputs: boolean): WorkflowGraphEdge[] {
  const first = workflow.body[0];
  const before = inputs && first ? [orderEdge(INPUTS_NODE, first.id)] : [];
  const last = workflow.body.at(-1);
  const after = workflow.output && last ? [orderEdge(last.id, OUTPUT_NODE)] : [];
  const known = new Set(data.map((edge) => edge.id));
  const chained = chains(workflow.body).map(([from, to]) => orderEdge(from, to));
  return [...before, ...chained, ...after].filter((edge) => !known.has(edge.id));
}

/**
 * Neighbours of every body in their order, left out where both only read and neither needs the other: those may stand
 * side by side, because nothing changes if they change places.
 */
function chains(body: readonly Step[]): (readonly [Id, Id])[] {
  const own = body.flatMap((step, index): (readonly [Id, Id])[] => {
    const before = body[index - 1];
    return before && !(onlyReads(before) && onlyReads(step)) ? [[before.id, step.id]] : [];
  });
  return [...own, ...body.flatMap((step) => innerBodies(step).flatMap((inner) => chains(inner.body)))];
}

function onlyReads(step: Step): boolean {
  return (step.do === 'call' && step.effect === 'read') || step.do === 'paginate';
}

function orderEdge(from: string, to: string): WorkflowGraphEdge {
  return { id: `${from}→${to}`, from, to, kind: 'order', origin: 'constant', label: '' };
}
