import { describe, expect, test } from 'vitest';
import { describeStep } from '../describe-step.ts';
import type { Evidence } from '../evidence.ts';
import { exampleWorkflow } from '../example-workflow.ts';
import { findExpr } from '../find-step.ts';
import { allSteps } from '../walk.ts';
import type { Expr, Step, Workflow } from '../workflow.ts';
import { applyEdit } from './apply-edit.ts';
import { type KeptEdit, rememberEdit } from './kept-edit.ts';
import { reapplyEdits } from './reapply-edits.ts';
import type { WorkflowEdit } from './workflow-edit.ts';

const evidence: Evidence = { values: [], notes: [], dropped: [] };
const guard: Step = { id: 'guard', do: 'assert', cond: { $: 'lit', value: true }, message: 'm' };
const title = { step: 'createIssue', slot: ['args', 'summary'] };
const author: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: 'pull' }, path: ['author'] };
const filter = { step: 'tickets', slot: ['in', 'body'] };
const isOpen: Expr = {
  $: 'fn',
  name: 'eq',
  args: [
    { $: 'get', from: { $: 'ref', of: 'var', id: 'candidate' }, path: ['state'] },
    { $: 'lit', value: 'open' },
  ],
};

/** Makes the edits one after the other, as a person would, and keeps each. */
function edited(...edits: readonly WorkflowEdit[]): { workflow: Workflow; kept: KeptEdit[] } {
  let workflow = exampleWorkflow;
  const kept: KeptEdit[] = [];
  for (const edit of edits) {
    kept.push(rememberEdit(workflow, edit));
    workflow = applyEdit(workflow, edit);
  }
  return { workflow, kept };
}

const again = (derived: Workflow, kept: readonly KeptEdit[]) => reapplyEdits({ workflow: derived, evidence }, kept);

const MANY: readonly WorkflowEdit[] = [
  { edit: 'renameInput', from: 'phrase', to: 'words' },
  { edit: 'setValue', place: title, expr: author },
  { edit: 'renameStep', from: 'createIssue', to: 'ticket' },
  { edit: 'setOption', step: 'ticket', option: 'retry', value: { attempts: 3, backoffMs: 500 } },
  { edit: 'insertStep', step: guard, at: { parent: 'tickets', member: 'body', index: 1 } },
  { edit: 'moveStep', step: 'guard', at: { parent: '', member: 'body', index: 1 } },
  { edit: 'removeInput', name: 'project' },
  { edit: 'renameVariable', step: 'tickets', from: 'pull', to: 'request' },
  { edit: 'setNote', step: 'ticket', note: 'One ticket each.' },
];

describe('edits made again over the same derivation', () => {
  test('give the workflow that they gave, and nothing is found', () => {
    const { workflow, kept } = edited(...MANY);
    expect(again(exampleWorkflow, kept)).toMatchObject({ workflow, findings: [] });
  });

  test('survive their way through storage', () => {
    const { workflow, kept } = edited(...MANY);
    expect(again(exampleWorkflow, JSON.parse(JSON.stringify(kept))).workflow).toEqual(workflow);
  });
});

describe('edits made again over another derivation', () => {
  test('leave what the answer changed elsewhere as it is', () => {
    const { kept } = edited({ edit: 'setValue', place: title, expr: author });
    const answered = applyEdit(exampleWorkflow, { edit: 'setValue', place: filter, expr: isOpen });
    const result = again(answered, kept);
    expect(findExpr(result.workflow, title)).toEqual(author);
    expect(findExpr(result.workflow, filter)).toEqual(isOpen);
    expect(result.findings).toEqual([]);
    expect(result.evidence.values).toMatchObject([{ place: title, status: 'edited', origin: 'reference' }]);
  });

  test('stand where the answer says something else at the same place, and a note says so', () => {
    const { kept } = edited({ edit: 'setValue', place: title, expr: author });
    const other: Expr = { ...author, path: ['html_url'] };
    const answered = applyEdit(exampleWorkflow, { edit: 'setValue', place: title, expr: other });
    const result = again(answered, kept);
    expect(findExpr(result.workflow, title)).toEqual(author);
    expect(result.findings).toMatchObject([
      {
        rule: 'kept-edits',
        severity: 'note',
        message:
          'Your change stands: summary of createIssue is pull.author. The recording and your answers would have it: pull.html_url.',
        place: title,
      },
    ]);
  });

  test('are left out with a warning where their place is gone, and the others still hold', () => {
    const { kept } = edited(
      { edit: 'setValue', place: title, expr: author },
      { edit: 'renameInput', from: 'phrase', to: 'words' },
    );
    const without = applyEdit(exampleWorkflow, { edit: 'removeStep', step: 'tickets' });
    const result = again(without, kept);
    expect(result.workflow.inputs.map(({ name }) => name)).toContain('words');
    expect(result.findings.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'warning',
        'Your change could not be made again: summary of createIssue is pull.author. Reason: There is no step "createIssue".',
      ],
    ]);
  });

  test('find a renamed input by the value that it had', () => {
    const { kept } = edited({ edit: 'renameInput', from: 'phrase', to: 'words' });
    const renamed = applyEdit(exampleWorkflow, { edit: 'renameInput', from: 'phrase', to: 'query' });
    const result = again(renamed, kept);
    expect(result.workflow.inputs.map(({ name }) => name)).toEqual(['repo', 'words', 'project']);
    expect(result.findings).toEqual([]);
  });

  test('put a step behind the one that it was put behind, wherever that stands now', () => {
    const { kept } = edited({ edit: 'insertStep', step: guard, at: { parent: '', member: 'body', index: 1 } });
    const first: Step = { ...guard, id: 'first' };
    const longer = applyEdit(exampleWorkflow, {
      edit: 'insertStep',
      step: first,
      at: { parent: '', member: 'body', index: 0 },
    });
    expect(again(longer, kept).workflow.body.map(({ id }) => id)).toEqual(['first', 'listPulls', 'guard', 'tickets']);
  });

  test('of one stage of a list leave the other stages to the answer', () => {
    const sort = {
      kind: 'sort',
      as: 'x',
      by: [{ key: { $: 'get', from: { $: 'ref', of: 'var', id: 'x' }, path: ['at'] }, order: 'desc' }],
    } as const;
    const place = { step: 'tickets', slot: ['in'] };
    const { workflow, kept } = edited({ edit: 'setStage', place, kind: 'sort', stage: sort });
    expect(describeStep(workflow.body[1] ?? guard)).toContain(
      'where title contains phrase sorted by at (newest first)',
    );
    const answered = applyEdit(exampleWorkflow, { edit: 'setValue', place: filter, expr: isOpen });
    const result = again(answered, kept);
    expect(describeStep(result.workflow.body[1] ?? guard)).toContain(
      'where state is “open” sorted by at (newest first)',
    );
    expect(result.findings).toEqual([]);
    const gone = applyEdit(workflow, { edit: 'setStage', place, kind: 'sort' });
    expect(gone).toEqual(exampleWorkflow);
  });

  test('of a filter stand over the answer, and a note tells both', () => {
    const place = { step: 'tickets', slot: ['in'] };
    const mine = { kind: 'where', as: 'candidate', test: { $: 'lit', value: true } } as const;
    const { kept } = edited({ edit: 'setStage', place, kind: 'where', stage: mine });
    const answered = applyEdit(exampleWorkflow, { edit: 'setValue', place: filter, expr: isOpen });
    expect(again(answered, kept).findings.map(({ message }) => message)).toEqual([
      'Your change stands: tickets takes those where always. The recording and your answers would have it: state is “open”.',
    ]);
  });

  test('do nothing where they hold already', () => {
    const { workflow, kept } = edited(
      { edit: 'renameInput', from: 'phrase', to: 'words' },
      { edit: 'removeStep', step: 'createIssue' },
    );
    const result = again(workflow, kept);
    expect(result.workflow).toEqual(workflow);
    expect(result.findings).toEqual([]);
  });
});

describe('editing what a step has beside its values', () => {
  test('sets options that fit and refuses others in one line', () => {
    const { workflow } = edited({ edit: 'setOption', step: 'tickets', option: 'onError', value: 'collect' });
    expect(workflow.body[1]).toMatchObject({ onError: 'collect' });
    const back = applyEdit(workflow, { edit: 'setOption', step: 'tickets', option: 'onError' });
    expect(back).toEqual(exampleWorkflow);
    const refused: readonly [WorkflowEdit, string][] = [
      [
        { edit: 'setOption', step: 'tickets', option: 'retry', value: 3 },
        'has no option "retry". It has: onError, parallel.',
      ],
      [
        { edit: 'setOption', step: 'createIssue', option: 'retry', value: { attempts: 0 } },
        'Step "createIssue", retry:',
      ],
      [{ edit: 'setOption', step: 'createIssue', option: 'effect' }, 'Step "createIssue", effect:'],
      [{ edit: 'clearValue', place: { step: 'tickets', slot: ['in'] } }, 'has to have a value'],
      [{ edit: 'clearValue', place: { step: 'tickets', slot: ['nothing'] } }, 'nothing at'],
      [{ edit: 'makeInput', place: title, name: 'x' }, 'Only a constant can become an input'],
      [{ edit: 'renameVariable', step: 'tickets', from: 'pulls', to: 'x' }, 'has no variable "pulls"'],
      [{ edit: 'renameVariable', step: 'tickets', from: 'pull', to: 'phrase' }, '"phrase" is taken already'],
      [
        { edit: 'setTool', step: 'tickets', tool: { server: 'a', tool: 'b' }, effect: 'read' },
        'Step "tickets" calls no tool.',
      ],
    ];
    for (const [edit, message] of refused) expect(() => applyEdit(exampleWorkflow, edit)).toThrow(message);
  });

  test('makes a constant an input that has it as its default', () => {
    const constant = edited({ edit: 'setValue', place: title, expr: { $: 'lit', value: 'Leak' } }).workflow;
    const made = applyEdit(constant, { edit: 'makeInput', place: title, name: 'summary' });
    expect(made.inputs.at(-1)).toEqual({ name: 'summary', schema: { type: 'string' }, default: 'Leak' });
    expect(findExpr(made, title)).toEqual({ $: 'ref', of: 'input', id: 'summary' });
  });

  test('leaves an argument out, and calls another tool', () => {
    const place = { step: 'createIssue', slot: ['args', 'project'] };
    const { workflow } = edited(
      { edit: 'clearValue', place },
      { edit: 'setTool', step: 'createIssue', tool: { server: 'tracker', tool: 'add_ticket' }, effect: 'destroy' },
    );
    const step = allSteps(workflow.body).find(({ id }) => id === 'createIssue');
    expect(step).toMatchObject({ server: 'tracker', tool: 'add_ticket', effect: 'destroy' });
    expect(findExpr(workflow, place)).toBeNull();
  });
});
