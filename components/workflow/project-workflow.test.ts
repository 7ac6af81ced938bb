import { describe, expect, it } from 'vitest';
import type { Question } from '#core/workflow/question.ts';
import { everyKindWorkflow } from '#core/workflow/testing/every-kind-workflow.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { projectWorkflow, type WorkflowGraphNode } from './project-workflow.ts';
import { segmentText, valuesOf } from './step-sentence.ts';
import { INPUTS_NODE, OUTPUT_NODE } from './workflow-edges.ts';
import { leakWorkflow, lit, step } from './workflow-fixture.ts';

function node(workflow: Workflow, id: string, questions: readonly Question[] = []): WorkflowGraphNode {
  const found = projectWorkflow(workflow, questions).nodes.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`No node ${id}.`);
  return found;
}

const plain = ({ sentence }: WorkflowGraphNode) => [
  sentence.title.map((segment) => segmentText(segment)).join(' '),
  ...sentence.rows.map((row) => [row.label, ...row.segments.map((segment) => segmentText(segment))].join(' ')),
];

const branching: Workflow = {
  version: 1,
  name: 'Branches',
  inputs: [],
  body: [
    { id: 'readUser', do: 'call', server: 'a', tool: 'get_user', effect: 'read', args: {} },
    { id: 'readTeam', do: 'call', server: 'a', tool: 'get_team', effect: 'read', args: {} },
    {
      id: 'choose',
      do: 'if',
      cond: { $: 'fn', name: 'eq', args: [step('readUser'), step('readTeam')] },
      then: [{ id: 'send', do: 'call', server: 'b', tool: 'send_message', effect: 'write', args: { text: lit('Hi') } }],
      else: 'undemonstrated',
    },
  ],
};

describe('the picture of a workflow', () => {
  it('puts the steps of a loop inside its box, the box big enough for them', () => {
    const loop = node(leakWorkflow(), 'forEachPull');
    const inner = node(leakWorkflow(), 'createIssue');
    expect(loop.kind).toBe('container');
    expect(inner.parent).toBe('forEachPull');
    expect(inner.x).toBeGreaterThan(0);
    expect(inner.x + inner.width).toBeLessThan(loop.width);
    expect(inner.y + inner.height).toBeLessThan(loop.height);
  });

  it('says a loop with its list and its filter, and a call with its values in place', () => {
    expect(plain(node(leakWorkflow(), 'forEachPull'))).toEqual([
      'For each pull in listPullRequests.pulls',
      'where title contains phrase',
    ]);
    expect(plain(node(leakWorkflow(), 'createIssue')).slice(0, 3)).toEqual([
      'Create an issue',
      'in project',
      'titled pull.title',
    ]);
  });

  it('colours values by where they come from', () => {
    const { sentence } = node(leakWorkflow(), 'createIssue');
    expect(valuesOf(sentence).map(({ origin }) => origin)).toEqual(['input', 'reference', 'computed']);
  });

  it('draws what flows: inputs to their users, the list into its loop, the item into the body', () => {
    const { edges } = projectWorkflow(leakWorkflow());
    const data = edges.filter((edge) => edge.kind === 'data').map((edge) => `${edge.from} ${edge.label} ${edge.to}`);
    expect(data).toEqual([
      `${INPUTS_NODE} repository listPullRequests`,
      'listPullRequests listPullRequests forEachPull',
      `${INPUTS_NODE} phrase forEachPull`,
      `${INPUTS_NODE} project createIssue`,
      'forEachPull pull createIssue',
      `forEachPull forEachPull ${OUTPUT_NODE}`,
    ]);
  });

  it('reads from top to bottom in program order', () => {
    const order = [INPUTS_NODE, 'listPullRequests', 'forEachPull', OUTPUT_NODE];
    const tops = order.map((id) => node(leakWorkflow(), id).y);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  });

  it('sets two reads that do not need each other side by side', () => {
    expect(node(branching, 'readUser').y).toBe(node(branching, 'readTeam').y);
  });

  it('shows both sides of a choice, and says of the side never shown that it stops there', () => {
    expect(node(branching, 'send').parent).toBe('choose.then');
    expect(node(branching, 'choose.then').parent).toBe('choose');
    expect(node(branching, 'choose.else').label).toBe('otherwise: never shown, so the run stops here');
  });

  it('makes room for a question at the step that it concerns', () => {
    const question: Question = {
      id: 'q',
      text: 'Which?',
      place: { step: 'createIssue', slot: ['args', 'title'] },
      options: [],
      default: '',
      weight: 1,
    };
    const asked = node(leakWorkflow(), 'createIssue', [question]);
    expect(asked.questions).toEqual([question]);
    expect(asked.height).toBeGreaterThan(node(leakWorkflow(), 'createIssue').height);
  });

  it('is the same picture every time', () => {
    expect(projectWorkflow(leakWorkflow())).toEqual(projectWorkflow(leakWorkflow()));
  });

  it('has a card for every kind of step, each inside what holds it, none over another', () => {
    const { nodes } = projectWorkflow(everyKindWorkflow);
    for (const { id } of allSteps(everyKindWorkflow.body)) expect(nodes.map((card) => card.id)).toContain(id);
    const siblings = Map.groupBy(nodes, ({ parent }) => parent ?? '');
    for (const [parent, cards] of siblings) {
      const around = nodes.find(({ id }) => id === parent);
      for (const card of cards) {
        if (around) {
          expect(card.x + card.width, `${card.id} in ${parent}`).toBeLessThanOrEqual(around.width);
          expect(card.y + card.height, `${card.id} in ${parent}`).toBeLessThanOrEqual(around.height);
          expect(card.y, `${card.id} in ${parent}`).toBeGreaterThanOrEqual(around.head);
        }
        for (const other of cards) {
          if (other === card) continue;
          const apart =
            card.x + card.width <= other.x ||
            other.x + other.width <= card.x ||
            card.y + card.height <= other.y ||
            other.y + other.height <= card.y;
          expect(apart, `${card.id} and ${other.id}`).toBe(true);
        }
      }
    }
  });

  it('makes every card as high as it was measured, and moves what lies below', () => {
    const heads = new Map([['forEachPull', 300]]);
    const [loop, before] = [heads, new Map()].map((measured) =>
      projectWorkflow(leakWorkflow(), [], measured).nodes.find(({ id }) => id === 'forEachPull'),
    );
    expect(loop?.head).toBe(302);
    expect((loop?.height ?? 0) - (before?.height ?? 0)).toBe(302 - (before?.head ?? 0));
    const inner = projectWorkflow(leakWorkflow(), [], heads).nodes.find(({ id }) => id === 'createIssue');
    expect(inner?.y).toBeGreaterThan(302);
  });

  it('says a list with everything that is done with it, a line each', () => {
    expect(plain(node(everyKindWorkflow, 'eachPull'))).toEqual([
      'For each pull in pulls',
      'where title contains “memory leak”',
      'and is not draft',
      'and created_at is after since',
      'and labels includes “bug” or assignee is missing',
      'once per author',
      'by created_at newest first',
      'then by points lowest first',
      'only the first 20',
    ]);
  });
});
