import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { WorkflowEdit } from '#core/workflow/edit/workflow-edit.ts';
import { findExpr, stepsById } from '#core/workflow/find-step.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { openTestStudio } from '../open-test-studio.ts';
import { createSample } from '../prototypes/create-sample.ts';
import type { Studio } from '../studio.ts';
import { answerQuestions } from './answer-questions.ts';
import { checkWorkflow } from './check-workflow.ts';
import { editWorkflow, forgetEdit } from './edit-workflow.ts';
import { makeWorkflow } from './make-workflow.ts';
import { listWorkflowVersions, readWorkflow } from './read-workflow.ts';
import { restoreWorkflow } from './restore-workflow.ts';

let studio: Studio;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ studio, close } = await openTestStudio());
});

afterAll(() => close());

const title = { step: 'createIssue', slot: ['args', 'title'] };
const author: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: 'pull' }, path: ['author'] };

/** A fresh sample with its workflow made, and how to change it. */
async function sample() {
  const { id: prototypeId } = await createSample(studio);
  const made = await makeWorkflow(studio, { prototypeId });
  const [question] = made.questions;
  if (!question) throw new Error('The sample leaves one question open.');
  return {
    prototypeId,
    made,
    question,
    edit: (edit: WorkflowEdit) => editWorkflow(studio, { prototypeId, edit }),
    answer: (option: string) => answerQuestions(studio, { prototypeId, answers: { [question.id]: option } }),
  };
}

const names = ({ workflow }: WorkflowView) => workflow.inputs.map(({ name }) => name);

describe('changes by hand', () => {
  it('are made again when a question is answered afterwards', async () => {
    const { edit, answer, question } = await sample();
    await edit({ edit: 'renameInput', from: 'phrase', to: 'words' });
    await edit({ edit: 'setValue', place: title, expr: author });
    await edit({ edit: 'setOption', step: 'createIssue', option: 'retry', value: { attempts: 3, backoffMs: 200 } });
    const answered = await answer('p0');
    expect(answered).toMatchObject({ how: 'answered', answers: { [question.id]: 'p0' } });
    expect(names(answered)).toContain('words');
    expect(findExpr(answered.workflow, title)).toEqual(author);
    expect(stepsById(answered.workflow).get('createIssue')).toMatchObject({ retry: { attempts: 3 } });
    // The answer holds too: the filter leaves drafts out.
    expect(JSON.stringify(answered.workflow.body)).toContain('["draft"]');
    expect(answered.findings.filter(({ rule }) => rule === 'kept-edits')).toEqual([]);
    expect(answered.evidence.values.find(({ place }) => place.slot[1] === 'title')?.status).toBe('edited');
    expect(answered.proof.checks.find(({ name }) => name === 'replay')?.status).toBe('failed');
  });

  it('are made again when the workflow is made anew', async () => {
    const { prototypeId, edit } = await sample();
    await edit({ edit: 'renameStep', from: 'createIssue', to: 'ticket' });
    await edit({ edit: 'setNote', step: 'ticket', note: 'One ticket each.' });
    const again = await makeWorkflow(studio, { prototypeId });
    expect(stepsById(again.workflow).get('ticket')).toMatchObject({ note: 'One ticket each.' });
  });

  it('settle the question that they are about', async () => {
    const { made, question, edit } = await sample();
    const loop = stepsById(made.workflow).get(question.place?.step ?? '');
    if (loop?.do !== 'forEach' || loop.in.$ !== 'over') throw new Error('The question is about a filtered list.');
    const place = { step: loop.id, slot: ['in', 'body'] };
    const [first] = loop.in.body.$ === 'fn' ? loop.in.body.args : [];
    if (!first) throw new Error('The filter has two conditions.');
    const edited = await edit({ edit: 'setValue', place, expr: first });
    expect(edited.answers).toEqual({ [question.id]: 'other' });
    expect(edited.proof.checks).toEqual([]);
  });

  it('are taken back one by one, whatever came after', async () => {
    const { prototypeId, edit, answer } = await sample();
    await edit({ edit: 'renameInput', from: 'phrase', to: 'words' });
    await edit({ edit: 'setValue', place: title, expr: author });
    await answer('p0');
    const forgotten = await forgetEdit(studio, { prototypeId, index: 1 });
    expect(findExpr(forgotten.workflow, title)).not.toEqual(author);
    expect(names(forgotten)).toContain('words');
    expect(forgotten.edits.map(({ edit: { edit: kind } }) => kind)).toEqual(['renameInput']);
    await expect(forgetEdit(studio, { prototypeId, index: 1 })).rejects.toThrow(/not kept any more/);
  });

  it('are undone and done again across answers, and the history says which version is which', async () => {
    const { prototypeId, edit, answer } = await sample();
    await edit({ edit: 'renameInput', from: 'phrase', to: 'words' });
    const answered = await answer('p0');
    const undone = await restoreWorkflow(studio, { prototypeId, version: 2 });
    expect(undone.answers).toEqual({});
    expect(names(undone)).toContain('words');
    const first = await restoreWorkflow(studio, { prototypeId, version: 1 });
    expect(names(first)).toContain('phrase');
    expect(first.edits).toEqual([]);
    const redone = await restoreWorkflow(studio, { prototypeId, version: 3 });
    expect(redone.workflow).toEqual(answered.workflow);
    expect(redone.edits).toHaveLength(1);
    const versions = await listWorkflowVersions(studio, prototypeId);
    expect(versions.map(({ version, restores }) => [version, restores])).toEqual([
      [6, 3],
      [5, 1],
      [4, 2],
      [3, undefined],
      [2, undefined],
      [1, undefined],
    ]);
  });

  it('that fit no more after an answer are told, and are not lost', async () => {
    const { edit, answer } = await sample();
    await edit({ edit: 'removeStep', step: 'createIssue' });
    await edit({
      edit: 'insertStep',
      step: { id: 'guard', do: 'assert', cond: { $: 'lit', value: true }, message: 'm' },
      at: { parent: 'eachPull', member: 'body', index: 0 },
    });
    const answered = await answer('p0');
    expect(stepsById(answered.workflow).has('createIssue')).toBe(false);
    expect(stepsById(answered.workflow).has('guard')).toBe(true);
    expect(answered.edits).toHaveLength(2);
  });
});

describe('the ladder of a version changed by hand', () => {
  it('is run when asked for, and shows what differs from the recording', async () => {
    const { prototypeId, edit } = await sample();
    const renamed = await edit({ edit: 'renameInput', from: 'phrase', to: 'words' });
    expect(renamed.proof.checks).toEqual([]);
    const same = await checkWorkflow(studio, { prototypeId });
    expect(same.find(({ name }) => name === 'replay')?.status).toBe('passed');
    await edit({ edit: 'setValue', place: title, expr: author });
    const other = await checkWorkflow(studio, { prototypeId });
    expect(other.find(({ name }) => name === 'replay')?.status).toBe('failed');
  });

  it('is not needed for one that was derived: its checks are kept with it', async () => {
    const { prototypeId, made } = await sample();
    expect(await checkWorkflow(studio, { prototypeId })).toEqual(made.proof.checks);
    expect((await readWorkflow(studio, { prototypeId })).proof.checks).toEqual(made.proof.checks);
  });
});
