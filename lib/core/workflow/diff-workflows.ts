import { type JsonDifference, jsonDifferences } from '../json/diff.ts';
import { jsonEqual } from '../json/equal.ts';
import type { Json } from '../json/json.ts';
import { describeStep } from './describe-step.ts';
import { type StepDifference, stepDifferences } from './step-differences.ts';
import { innerBodies } from './walk.ts';
import type { Input, Step, Workflow } from './workflow.ts';

/** One difference between two versions of a workflow. `subject` is a step's id or an input's name. */
export interface WorkflowChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly what: 'step' | 'input' | 'setting' | 'output' | 'trigger' | 'keep' | 'name';
  readonly subject: string;
  /** What the newer version does there, or what the older one did where it is gone. */
  readonly sentence: string;
  /** Where exactly, for changed things. */
  readonly differences: readonly JsonDifference[];
  /** The same in words, for changed steps. */
  readonly details?: readonly StepDifference[];
}

/** What changed from `before` to `after`. Steps are told apart by id; notes and origins do not count. */
export function diffWorkflows(before: Workflow, after: Workflow): readonly WorkflowChange[] {
  return [
    ...whole('name', before.name, after.name),
    ...inputChanges('input', before.inputs, after.inputs),
    ...inputChanges('setting', before.config ?? [], after.config ?? []),
    ...stepChanges(before, after),
    ...whole('output', plain(before.output ?? null), plain(after.output ?? null)),
    ...whole('trigger', plain(before.trigger ?? null), plain(after.trigger ?? null)),
    ...whole('keep', plain(before.keep ?? null), plain(after.keep ?? null)),
  ];
}

function whole(what: 'name' | 'output' | 'trigger' | 'keep', before: Json, after: Json): WorkflowChange[] {
  if (jsonEqual(before, after)) return [];
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed';
  return [
    {
      kind,
      what,
      subject: '',
      sentence: `The ${what === 'keep' ? 'keeping' : what} ${kind === 'changed' ? 'is another' : `was ${kind}`}.`,
      differences: jsonDifferences(before, after),
    },
  ];
}

function inputChanges(what: 'input' | 'setting', before: readonly Input[], after: readonly Input[]): WorkflowChange[] {
  const change = (kind: WorkflowChange['kind'], input: Input, differences: readonly JsonDifference[] = []) => ({
    kind,
    what,
    subject: input.name,
    sentence: `${what === 'input' ? 'Input' : 'Setting'} "${input.name}"${input.default === undefined ? '' : ` = ${JSON.stringify(input.default)}`}`,
    differences,
  });
  return [
    ...before
      .filter((input) => !after.some((other) => other.name === input.name))
      .map((input) => change('removed', input)),
    ...after.flatMap((input) => {
      const old = before.find((other) => other.name === input.name);
      if (!old) return [change('added', input)];
      const differences = jsonDifferences(plain(old), plain(input));
      return differences.length === 0 ? [] : [change('changed', input, differences)];
    }),
  ];
}

interface PlacedStep {
  readonly step: Step;
  /** The list that it stands in. */
  readonly parent: string;
}

function stepChanges(before: Workflow, after: Workflow): WorkflowChange[] {
  const old = placedSteps(before.body, '');
  const now = placedSteps(after.body, '');
  const stayed = stayedInPlace(old, now);
  const removed = [...old].flatMap(([id, { step }]) => (now.has(id) ? [] : [change('removed', step)]));
  const rest = [...now].flatMap(([id, { step }]): WorkflowChange[] => {
    const previous = old.get(id);
    if (!previous) return [change('added', step)];
    const differences = jsonDifferences(own(previous.step), own(step));
    return [
      ...(differences.length > 0
        ? [{ ...change('changed', step, differences), details: stepDifferences(previous.step, step) }]
        : []),
      ...(stayed.has(id) ? [] : [change('moved', step)]),
    ];
  });
  return [...removed, ...rest];
}

/** The most steps of both versions that kept their list and their order in it; all others have moved. */
function stayedInPlace(
  old: ReadonlyMap<string, PlacedStep>,
  now: ReadonlyMap<string, PlacedStep>,
): ReadonlySet<string> {
  const kept = [...now].filter(([id, { parent }]) => old.get(id)?.parent === parent);
  const order = new Map([...old.keys()].map((id, index) => [id, index]));
  const stayed = new Set<string>();
  for (const parent of new Set(kept.map(([, placed]) => placed.parent))) {
    const ids = kept.flatMap(([id, placed]) => (placed.parent === parent ? [id] : []));
    for (const at of longestRise(ids.map((id) => order.get(id) ?? 0))) stayed.add(ids[at] ?? '');
  }
  return stayed;
}

/** Positions of a longest rising part of the numbers, in order. */
function longestRise(numbers: readonly number[]): readonly number[] {
  const best: { readonly length: number; readonly before: number }[] = [];
  numbers.forEach((number, at) => {
    let length = 1;
    let before = -1;
    for (let earlier = 0; earlier < at; earlier += 1) {
      const found = best[earlier]?.length ?? 0;
      if ((numbers[earlier] ?? 0) < number && found + 1 > length) {
        length = found + 1;
        before = earlier;
      }
    }
    best.push({ length, before });
  });
  const longest = Math.max(0, ...best.map((entry) => entry.length));
  const rise: number[] = [];
  for (let at = best.findIndex((entry) => entry.length === longest); at >= 0; at = best[at]?.before ?? -1)
    rise.unshift(at);
  return rise;
}

function change(kind: WorkflowChange['kind'], step: Step, differences: readonly JsonDifference[] = []): WorkflowChange {
  return { kind, what: 'step', subject: step.id, sentence: describeStep(step), differences };
}

function placedSteps(body: readonly Step[], parent: string): Map<string, PlacedStep> {
  return new Map(
    body.flatMap((step): [string, PlacedStep][] => [
      [step.id, { step, parent }],
      ...innerBodies(step).flatMap((inner) => [...placedSteps(inner.body, `${step.id}.${inner.member}`)]),
    ]),
  );
}

/** The step without what it contains and without what is only for people. */
function own(step: Step): Json {
  const bodies = new Set<string>(innerBodies(step).map((inner) => inner.member));
  const members = Object.entries(step).filter(([name]) => !bodies.has(name) && name !== 'note' && name !== 'origin');
  return plain(Object.fromEntries(members));
}

/** Workflows are plain JSON by construction. */
function plain(value: object | string | null): Json {
  return JSON.parse(JSON.stringify(value));
}
