import { expect, test } from 'vitest';
import { memoryLedger } from '../effects/memory-ledger.ts';
import { applyEdit } from '../workflow/edit/apply-edit.ts';
import type { WorkflowEdit } from '../workflow/edit/workflow-edit.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { data, input, NOW, run, workflowOf, world, write } from './testing/run-in-world.ts';

const tracker = () => world({ create_issue: (_, times) => data({ key: `A-${times}` }) });

/** Raises the same ticket twice on purpose, from two steps. */
const twice: Workflow = {
  ...workflowOf(
    [
      write('first', 'create_issue', { title: input('title') }),
      write('second', 'create_issue', { title: input('title') }),
    ],
    { inputs: [{ name: 'title', schema: { type: 'string' }, default: 'a' }] },
  ),
  id: 'recording-1',
};

/** Applies the workflow, edits it, applies it again: how many calls that second time makes. */
async function callsAfter(...edits: readonly WorkflowEdit[]): Promise<number> {
  const ledger = memoryLedger(() => NOW);
  const { caller, calls } = tracker();
  await run(twice, caller, { ledger });
  expect(calls).toHaveLength(2);
  const edited = edits.reduce<Workflow>(applyEdit, twice);
  const again = await run(edited, caller, { ledger });
  expect(again.status).toBe('succeeded');
  return calls.length - 2;
}

test('a workflow, its steps and its inputs may be renamed: what was done stays done', async () => {
  expect(await callsAfter({ edit: 'rename', name: 'Another name' })).toBe(0);
  expect(await callsAfter({ edit: 'renameStep', from: 'first', to: 'raise' })).toBe(0);
  expect(await callsAfter({ edit: 'renameInput', from: 'title', to: 'subject' })).toBe(0);
  expect(await callsAfter({ edit: 'moveStep', step: 'second', at: { parent: '', member: 'body', index: 0 } })).toBe(0);
});

test('one equal write more is made once more, wherever it is added', async () => {
  const third = write('third', 'create_issue', { title: input('title') });
  const inFront = { edit: 'insertStep', step: third, at: { parent: '', member: 'body', index: 0 } } as const;
  expect(await callsAfter(inFront)).toBe(1);
});

test('another workflow does not take what this one did for its own', async () => {
  const ledger = memoryLedger(() => NOW);
  const { caller, calls } = tracker();
  await run(twice, caller, { ledger });
  await run({ ...twice, id: 'recording-2' }, caller, { ledger });
  expect(calls).toHaveLength(4);
});
