import type { ValueOrigin } from '#core/workflow/evidence.ts';
import type { Question } from '#core/workflow/question.ts';
import type { Step, Workflow } from '#core/workflow/workflow.ts';
import { describeExpr } from './describe-expr.ts';
import { layoutBody } from './layout-body.ts';
import { type Line, stepSentence } from './step-sentence.ts';
import { type Branch, branchesOf, exprsOf, type Reference, referencesOf, stepsById } from './step-tree.ts';
import { originOfExpr } from './value-origin.ts';

/** Ids of the two cards that are no steps. No step can have them: ids are `[a-z][A-Za-z0-9]*`. */
export const INPUTS_NODE = '(inputs)';
export const OUTPUT_NODE = '(output)';

export interface WorkflowGraphNode {
  readonly id: string;
  readonly kind: 'inputs' | 'output' | 'step' | 'container' | 'branch';
  /** The step shown, or for a branch the step it belongs to. */
  readonly step?: Step;
  readonly branch?: Branch['slot'];
  readonly label?: string;
  readonly lines: readonly Line[];
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

export interface WorkflowGraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `data`: a value flows. `order`: only one after the other. */
  readonly kind: 'data' | 'order';
  readonly origin: ValueOrigin;
  readonly label: string;
}

export interface WorkflowGraph {
  readonly nodes: readonly WorkflowGraphNode[];
  readonly edges: readonly WorkflowGraphEdge[];
}

export const STEP_WIDTH = 320;
const LINE = 22;
const INPUT_ROW = 26;
const HEADER = 36;
const PADDING = 12;
/** Characters of a line that fit on a card, about. */
const LINE_CHARACTERS = 38;
const CONTAINER = { side: 16, bottom: 16, gap: 12 } as const;

/** Room for a sentence; a long value breaks into a second and a third line, no further. */
function linesHeight(lines: readonly Line[]): number {
  const rows = lines.map((line) => {
    const characters = line.reduce((sum, segment) => sum + segment.text.length + 1, 0);
    return Math.min(3, Math.max(1, Math.ceil(characters / LINE_CHARACTERS)));
  });
  return 2 * PADDING + rows.reduce((sum, count) => sum + count * LINE, 0);
}

/** Room for the cards of questions: text, concrete row, options. */
function questionsHeight(questions: readonly Question[]): number {
  return questions.reduce((sum, question) => sum + questionHeight(question) + 8, 0);
}

export function questionHeight(question: Question): number {
  const text = Math.min(4, Math.ceil(question.text.length / LINE_CHARACTERS)) * 18;
  const options = question.options.reduce((sum, option) => sum + (option.label.length > 40 ? 44 : 28) + 4, 0);
  return 24 + text + (question.row === undefined ? 0 : 44) + options;
}

interface Placed {
  readonly nodes: readonly WorkflowGraphNode[];
  readonly width: number;
  readonly height: number;
}

/**
 * A workflow as a graph. Steps are cards; a loop, a choice and a `try` are boxes around theirs; inputs and output are
 * cards of their own. Edges say which value flows where, and where nothing flows, what comes first. Pure: the same
 * workflow gives the same picture.
 */
export function projectWorkflow(workflow: Workflow, questions: readonly Question[] = []): WorkflowGraph {
  const steps = stepsById(workflow);
  const edges = dataEdges(workflow, steps);
  const top: WorkflowGraphNode[] = [];
  const settings = [...workflow.inputs, ...(workflow.config ?? [])];
  const asked = (id: string) => questions.filter((question) => (question.place?.step ?? '') === id);
  if (settings.length > 0 || asked('').length > 0) {
    const height = HEADER + settings.length * INPUT_ROW + PADDING + questionsHeight(asked(''));
    top.push({
      id: INPUTS_NODE,
      kind: 'inputs',
      lines: [],
      questions: asked(''),
      x: 0,
      y: 0,
      width: STEP_WIDTH,
      height,
      head: height,
    });
  }
  const body = sizeSteps(workflow.body, undefined, { steps, questions, edges });
  const bottom: WorkflowGraphNode[] = [];
  if (workflow.output) {
    const line: Line = [
      { kind: 'words', text: 'Gives back' },
      {
        kind: 'value',
        text: describeExpr(workflow.output),
        expr: workflow.output,
        place: { step: '', slot: ['output'] },
        origin: originOfExpr(workflow.output, steps),
      },
    ];
    const height = linesHeight([line]);
    bottom.push({
      id: OUTPUT_NODE,
      kind: 'output',
      lines: [line],
      questions: [],
      x: 0,
      y: 0,
      width: STEP_WIDTH,
      height,
      head: height,
    });
  }
  const direct = body.filter((node) => node.parent === undefined);
  const inner = body.filter((node) => node.parent !== undefined);
  const ordered = [...edges, ...orderEdges(workflow, edges, top.length > 0)];
  const placed = layoutBody([...top, ...direct, ...bottom], ordered, ancestry(body));
  return { nodes: [...placed.nodes, ...inner], edges: ordered };
}

interface Context {
  readonly steps: ReadonlyMap<string, Step>;
  readonly questions: readonly Question[];
  readonly edges: readonly WorkflowGraphEdge[];
}

/** Cards of a body with their sizes, and of everything inside them already laid out. */
function sizeSteps(body: readonly Step[], parent: string | undefined, context: Context): WorkflowGraphNode[] {
  return body.flatMap((step) => {
    const lines = stepSentence(step, context.steps);
    const questions = context.questions.filter((question) => question.place?.step === step.id);
    const head = linesHeight(lines) + questionsHeight(questions);
    const common = { id: step.id, step, lines, questions, parent, x: 0, y: 0, head };
    const branches = branchesOf(step);
    if (branches.length === 0) return [{ ...common, kind: 'step' as const, width: STEP_WIDTH, height: head }];

    const inner: WorkflowGraphNode[] = [];
    let x: number = CONTAINER.side;
    let tallest = 0;
    for (const branch of branches) {
      const id = branches.length === 1 ? step.id : `${step.id}.${branch.slot}`;
      const content = placeBranch(branch, id, context);
      if (branches.length === 1) {
        inner.push(
          ...content.nodes.map((node) => (node.parent === id ? { ...node, x: node.x + x, y: node.y + head } : node)),
        );
      } else {
        const label = branch.label ?? '';
        const note =
          branch.slot === 'else' && step.do === 'if' && step.else === 'undemonstrated'
            ? 'never shown: stops here'
            : label;
        const box = { width: content.width + 2 * CONTAINER.side, height: content.height + HEADER + CONTAINER.bottom };
        inner.push({
          id,
          kind: 'branch',
          step,
          branch: branch.slot,
          label: note,
          lines: [],
          questions: [],
          parent: step.id,
          x,
          y: head,
          head: HEADER,
          ...box,
        });
        inner.push(
          ...content.nodes.map((node) =>
            node.parent === id ? { ...node, x: node.x + CONTAINER.side, y: node.y + HEADER } : node,
          ),
        );
        x += box.width + CONTAINER.gap;
        tallest = Math.max(tallest, box.height);
        continue;
      }
      x += content.width + CONTAINER.gap;
      tallest = Math.max(tallest, content.height);
    }
    const width = Math.max(x - CONTAINER.gap + CONTAINER.side, STEP_WIDTH + 2 * CONTAINER.side);
    return [{ ...common, kind: 'container' as const, width, height: head + tallest + CONTAINER.bottom }, ...inner];
  });
}

function placeBranch(branch: Branch, id: string, context: Context): Placed {
  const sized = sizeSteps(branch.steps, id, context);
  const direct = sized.filter((node) => node.parent === id);
  if (direct.length === 0) return { nodes: [], width: STEP_WIDTH, height: 8 };
  const order = chain(branch.steps, context.edges);
  const placed = layoutBody(direct, [...context.edges, ...order], ancestry(sized));
  return { ...placed, nodes: [...placed.nodes, ...sized.filter((node) => node.parent !== id)] };
}

/** For each node the nodes around it, itself first. */
function ancestry(nodes: readonly WorkflowGraphNode[]): (id: string) => string[] {
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  return (id) => {
    const chainOf: string[] = [];
    for (let at: string | undefined = id; at !== undefined; at = parents.get(at)) chainOf.push(at);
    return chainOf;
  };
}

function dataEdges(workflow: Workflow, steps: ReadonlyMap<string, Step>): WorkflowGraphEdge[] {
  const edges = new Map<string, WorkflowGraphEdge>();
  const add = (from: string, to: string, origin: ValueOrigin, label: string) => {
    const id = `${from}→${to}`;
    const known = edges.get(id);
    if (!known) edges.set(id, { id, from, to, kind: 'data', origin, label });
    else if (!known.label.split(', ').includes(label)) edges.set(id, { ...known, label: `${known.label}, ${label}` });
  };
  const source = (reference: Reference, owners: ReadonlyMap<string, string>): string | undefined => {
    if (reference.of === 'input' || reference.of === 'config') return INPUTS_NODE;
    return reference.of === 'step' ? reference.id : owners.get(reference.id);
  };
  const visit = (body: readonly Step[], owners: ReadonlyMap<string, string>) => {
    for (const step of body) {
      const own = new Map(owners);
      if (step.do === 'poll') own.delete(step.as);
      for (const reference of exprsOf(step).flatMap((expr) => referencesOf(expr))) {
        const from = source(reference, own);
        // What a loop gathers from its own body is no flow between places of the picture.
        if (from === undefined || from === step.id || inside(step, from)) continue;
        const origin = from === INPUTS_NODE ? 'input' : steps.get(from)?.do === 'llm' ? 'judgement' : 'reference';
        add(from, step.id, origin, reference.id);
      }
      if (step.do === 'forEach') own.set(step.each, step.id);
      for (const branch of branchesOf(step)) visit(branch.steps, own);
    }
  };
  visit(workflow.body, new Map());
  if (workflow.output) {
    for (const reference of referencesOf(workflow.output)) {
      const from = source(reference, new Map());
      if (from) add(from, OUTPUT_NODE, from === INPUTS_NODE ? 'input' : 'reference', reference.id);
    }
  }
  return [...edges.values()];
}

function inside(step: Step, id: string): boolean {
  return branchesOf(step).some((branch) => branch.steps.some((inner) => inner.id === id || inside(inner, id)));
}

/** Steps of the body that nothing flows into come after the step before them. */
function orderEdges(workflow: Workflow, edges: readonly WorkflowGraphEdge[], inputs: boolean): WorkflowGraphEdge[] {
  const first = workflow.body[0];
  const before = inputs && first ? [orderEdge(INPUTS_NODE, first.id)] : [];
  const last = workflow.body.at(-1);
  const after = workflow.output && last ? [orderEdge(last.id, OUTPUT_NODE)] : [];
  const known = new Set(edges.map((edge) => edge.id));
  return [...before, ...chain(workflow.body, edges), ...after].filter((edge) => !known.has(edge.id));
}

/**
 * The order between neighbours, left out where both only read and neither needs the other: those may stand side by side,
 * because nothing changes if they change places.
 */
function chain(body: readonly Step[], edges: readonly WorkflowGraphEdge[]): WorkflowGraphEdge[] {
  const known = new Set(edges.map((edge) => edge.id));
  return body.flatMap((step, index) => {
    const before = body[index - 1];
    if (!before || known.has(`${before.id}→${step.id}`)) return [];
    return onlyReads(before) && onlyReads(step) ? [] : [orderEdge(before.id, step.id)];
  });
}

function onlyReads(step: Step): boolean {
  return (step.do === 'call' && step.effect === 'read') || step.do === 'paginate';
}

function orderEdge(from: string, to: string): WorkflowGraphEdge {
  return { id: `${from}→${to}`, from, to, kind: 'order', origin: 'constant', label: '' };
}
