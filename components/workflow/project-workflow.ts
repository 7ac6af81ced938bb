import { stepsById } from '#core/workflow/find-step.ts';
import type { Question } from '#core/workflow/question.ts';
import { originOfExpr } from '#core/workflow/value-origin.ts';
import type { Id, Step, Workflow } from '#core/workflow/workflow.ts';
import { type Branch, branchesOf } from './branches.ts';
import { layoutBody } from './layout-body.ts';
import { type StepSentence, stepSentence } from './step-sentence.ts';
import { valueParts } from './value-parts.ts';
import { INPUTS_NODE, OUTPUT_NODE, type WorkflowGraphEdge, workflowEdges } from './workflow-edges.ts';

export interface WorkflowGraphNode {
  readonly id: string;
  readonly kind: 'inputs' | 'output' | 'step' | 'container' | 'branch';
  /** The step shown, or for a branch the step it belongs to. */
  readonly step?: Step;
  readonly branch?: Branch['slot'];
  readonly label?: string;
  /** Whether there is no step in it. */
  readonly empty?: boolean;
  readonly sentence: StepSentence;
  /** Its name, where another step takes its value by that name. */
  readonly gives?: Id;
  readonly questions: readonly Question[];
  /** Node that it lies in; `x` and `y` are relative to it. */
  readonly parent?: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Height of its own card, without the steps inside it. */
  readonly head: number;
}

export interface WorkflowGraph {
  readonly nodes: readonly WorkflowGraphNode[];
  readonly edges: readonly WorkflowGraphEdge[];
}

/** Heights of cards as the browser shows them, by node. */
export type Heads = ReadonlyMap<string, number>;

export const STEP_WIDTH = 328;
/** Hairlines above and below what is measured. */
const BORDERS = 2;
const BRANCH_HEAD = 30;
const EMPTY_BODY = 40;
const CONTAINER = { side: 16, top: 4, bottom: 24, gap: 12 } as const;
const NO_SENTENCE: StepSentence = { title: [], rows: [] };

/**
 * A workflow as a graph. Steps are cards; a loop, a choice and a `try` are boxes around theirs; inputs and output are
 * cards of their own. Cards are as high as `heads` says; before anything was measured, about as high as they will be.
 * Edges say which value flows where, and where nothing flows, what comes first. Pure: equal input, equal picture.
 */
export function projectWorkflow(
  workflow: Workflow,
  questions: readonly Question[] = [],
  heads: Heads = new Map(),
): WorkflowGraph {
  const steps = stepsById(workflow);
  const homes = questionHomes(questions, steps);
  const hasInputs = workflow.inputs.length + (workflow.config ?? []).length > 0 || homes.has(INPUTS_NODE);
  const edges = workflowEdges(workflow, hasInputs);
  const context: Context = { steps, homes, edges, heads };
  const inputs = hasInputs
    ? [card({ id: INPUTS_NODE, kind: 'inputs', sentence: NO_SENTENCE }, context, 40 + 28 * workflow.inputs.length)]
    : [];
  const output = workflow.output
    ? [card({ id: OUTPUT_NODE, kind: 'output', sentence: outputSentence(workflow.output, steps) }, context, 40)]
    : [];
  const body = sizeSteps(workflow.body, undefined, context);
  const direct = body.filter((node) => node.parent === undefined);
  const inner = body.filter((node) => node.parent !== undefined);
  const placed = layoutBody([...inputs, ...direct, ...output], edges, ancestry(body));
  return { nodes: [...placed.nodes, ...inner], edges };
}

/** Questions by the card that they stand on: that of the step they are about, or the inputs. */
function questionHomes(
  questions: readonly Question[],
  steps: ReadonlyMap<Id, Step>,
): ReadonlyMap<string, readonly Question[]> {
  return Map.groupBy(questions, ({ place }) => (place && steps.has(place.step) ? place.step : INPUTS_NODE));
}

interface Context {
  readonly steps: ReadonlyMap<Id, Step>;
  readonly homes: ReadonlyMap<string, readonly Question[]>;
  readonly edges: readonly WorkflowGraphEdge[];
  readonly heads: Heads;
}

function card(
  node: Pick<WorkflowGraphNode, 'id' | 'kind' | 'sentence' | 'step' | 'parent'>,
  context: Context,
  guess: number,
): WorkflowGraphNode {
  const questions = context.homes.get(node.id) ?? [];
  const head = BORDERS + Math.ceil(context.heads.get(node.id) ?? guess + 160 * questions.length);
  const gives = context.edges.some(({ from, label }) => from === node.id && label.split(', ').includes(from));
  return { ...node, ...(gives && { gives: node.id }), questions, x: 0, y: 0, width: STEP_WIDTH, height: head, head };
}

/** Cards of a body with their sizes, and of everything inside them already laid out. */
function sizeSteps(body: readonly Step[], parent: string | undefined, context: Context): WorkflowGraphNode[] {
  return body.flatMap((step) => {
    const sentence = stepSentence(step, context.steps);
    const branches = branchesOf(step);
    const kind = branches.length === 0 ? 'step' : 'container';
    const own = card({ id: step.id, kind, step, sentence, parent }, context, 44 + 24 * sentence.rows.length);
    if (branches.length === 0) return [own];
    const inside = branches.length === 1 ? placeOnly(branches, own, context) : placeBranches(branches, own, context);
    const width = Math.max(inside.width, STEP_WIDTH) + 2 * CONTAINER.side;
    const height = own.head + CONTAINER.top + inside.height + CONTAINER.bottom;
    const empty = branches.every(({ steps }) => steps.length === 0);
    return [{ ...own, width, height, empty }, ...inside.nodes];
  });
}

interface Inside {
  readonly nodes: readonly WorkflowGraphNode[];
  readonly width: number;
  readonly height: number;
}

/** The body of a loop, straight in its box. */
function placeOnly(branches: readonly Branch[], own: WorkflowGraphNode, context: Context): Inside {
  const content = placeSteps(branches[0]?.steps ?? [], own.id, context);
  return { ...content, nodes: shifted(content.nodes, own.id, CONTAINER.side, own.head + CONTAINER.top) };
}

/** Both sides of a choice, each in a box of its own, side by side. */
function placeBranches(branches: readonly Branch[], own: WorkflowGraphNode, context: Context): Inside {
  const boxes = branches.map((branch) => {
    const id = `${own.id}.${branch.slot}`;
    return { branch, id, content: placeSteps(branch.steps, id, context) };
  });
  const tallest = Math.max(...boxes.map(({ content }) => content.height));
  let x = 0;
  const nodes = boxes.flatMap(({ branch, id, content }): WorkflowGraphNode[] => {
    const narrow = branch.steps.length === 0;
    const width = narrow ? STEP_WIDTH / 2 : content.width + 2 * CONTAINER.side;
    const box: WorkflowGraphNode = {
      id,
      kind: 'branch',
      step: own.step,
      branch: branch.slot,
      label: branch.label ?? '',
      empty: narrow,
      sentence: NO_SENTENCE,
      questions: [],
      parent: own.id,
      x: CONTAINER.side + x,
      y: own.head + CONTAINER.top,
      head: BRANCH_HEAD,
      width,
      height: tallest + BRANCH_HEAD + CONTAINER.bottom,
    };
    x += width + CONTAINER.gap;
    return [box, ...shifted(content.nodes, id, CONTAINER.side, BRANCH_HEAD)];
  });
  return { nodes, width: x - CONTAINER.gap, height: tallest + BRANCH_HEAD + CONTAINER.bottom };
}

function placeSteps(steps: readonly Step[], id: string, context: Context): Inside {
  const sized = sizeSteps(steps, id, context);
  const direct = sized.filter((node) => node.parent === id);
  if (direct.length === 0) return { nodes: [], width: STEP_WIDTH, height: EMPTY_BODY };
  const placed = layoutBody(direct, context.edges, ancestry(sized));
  return { ...placed, nodes: [...placed.nodes, ...sized.filter((node) => node.parent !== id)] };
}

function shifted(nodes: readonly WorkflowGraphNode[], parent: string, x: number, y: number): WorkflowGraphNode[] {
  return nodes.map((node) => (node.parent === parent ? { ...node, x: node.x + x, y: node.y + y } : node));
}

/** For each node the nodes around it, itself first. */
function ancestry(nodes: readonly WorkflowGraphNode[]): (id: string) => string[] {
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  return (id) => {
    const chain: string[] = [];
    for (let at: string | undefined = id; at !== undefined; at = parents.get(at)) chain.push(at);
    return chain;
  };
}

function outputSentence(output: NonNullable<Workflow['output']>, steps: ReadonlyMap<Id, Step>): StepSentence {
  return {
    title: [
      { kind: 'words', text: 'Gives back' },
      {
        kind: 'value',
        parts: valueParts(output),
        expr: output,
        place: { step: '', slot: ['output'] },
        origin: originOfExpr(output, steps),
      },
    ],
    rows: [],
  };
}
