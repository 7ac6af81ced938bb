import { describe, expect, it } from 'vitest';
import type { Question } from '#core/workflow/question.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { INPUTS_NODE, OUTPUT_NODE, projectWorkflow, type WorkflowGraphNode } from './project-workflow.ts';
import { leakWorkflow, lit, step } from './workflow-fixture.ts';

function node(workflow: Workflow, id: string, questions: readonly Question[] = []): WorkflowGraphNode {
  const found = projectWorkflow(workflow, questions).nodes.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`No node ${id}.`);
  return found;
}

const plain = (found: WorkflowGraphNode) => found.lines.map((line) => line.map((segment) => segment.text).join(' '));

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
      'For each pull in listPullRequests.pulls where title contains phrase',
    ]);
    expect(plain(node(leakWorkflow(), 'createIssue')).slice(0, 3)).toEqual([
      'Create an issue',
      'in project',
      'titled pull.title',
    ]);
  });

  it('colours values by where they come from', () => {
    const origins = node(leakWorkflow(), 'createIssue').lines.flatMap((line) =>
      line.flatMap((segment) => (segment.kind === 'value' ? [segment.origin] : [])),
    );
    expect(origins).toEqual(['input', 'reference', 'computed']);
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
    expect(node(branching, 'choose.else').label).toBe('never shown: stops here');
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
});
