import { describe, expect, test } from 'vitest';
import { diffWorkflows } from '../diff-workflows.ts';
import { exampleWorkflow } from '../example-workflow.ts';
import type { KeepRule } from '../keep.ts';
import { validateWorkflow } from '../validate-workflow.ts';
import { allSteps } from '../walk.ts';
import type { Expr, Step, Workflow } from '../workflow.ts';
import { applyEdit } from './apply-edit.ts';
import { keepEdit, redoEdit, startHistory, undoEdit } from './edit-history.ts';
import { EditRefused, type WorkflowEdit } from './workflow-edit.ts';

const ids = (workflow: Workflow) => allSteps(workflow.body).map((step) => step.id);
const apply = (edit: WorkflowEdit) => applyEdit(exampleWorkflow, edit);
const assertion: Step = { id: 'guard', do: 'assert', cond: { $: 'lit', value: true }, message: 'm' };

describe('what is kept', () => {
  const rule: KeepRule = {
    step: 'createIssue',
    see: {
      by: 'search',
      call: { server: 'tracker', tool: 'search_issues', args: { project: { $: 'ref', of: 'input', id: 'project' } } },
      as: 'found',
      items: { $: 'ref', of: 'var', id: 'found' },
      key: { wanted: { $: 'ref', of: 'var', id: 'wanted' }, actual: { $: 'ref', of: 'var', id: 'actual' } },
    },
  };
  const kept = apply({ edit: 'setKeep', keep: { rules: [rule] } });

  test('is set and taken back like anything else', () => {
    expect(kept.keep?.rules).toEqual([rule]);
    expect(validateWorkflow(kept)).toEqual([]);
    expect(diffWorkflows(exampleWorkflow, kept)).toMatchObject([{ what: 'keep', kind: 'added' }]);
    expect(applyEdit(kept, { edit: 'setKeep' })).toEqual(exampleWorkflow);
    expect(applyEdit(kept, { edit: 'setKeep', keep: { rules: [] } })).toEqual(exampleWorkflow);
  });

  test('goes with the names of its step and of the inputs that it reads', () => {
    const renamed = applyEdit(applyEdit(kept, { edit: 'renameStep', from: 'createIssue', to: 'ticket' }), {
      ...{ edit: 'renameInput', from: 'project', to: 'board' },
    });
    expect(renamed.keep?.rules[0]?.step).toBe('ticket');
    expect(JSON.stringify(renamed.keep)).toContain('"id":"board"');
    expect(validateWorkflow(renamed)).toEqual([]);
  });

  test('is kept no more when its step is removed, and still when it is moved', () => {
    expect(applyEdit(kept, { edit: 'removeStep', step: 'createIssue' }).keep).toBeUndefined();
    const moved = applyEdit(kept, {
      ...{ edit: 'moveStep', step: 'createIssue', at: { parent: '', member: 'body', index: 0 } },
    });
    expect(moved.keep).toEqual(kept.keep);
  });

  test('and makes no sense is told', () => {
    const broken = applyEdit(kept, {
      edit: 'setKeep',
      keep: {
        rules: [
          { step: 'listPulls', see: { by: 'ledger' } },
          {
            ...rule,
            see: { ...rule.see, key: undefined, items: { $: 'ref', of: 'var', id: 'actual' } } as KeepRule['see'],
            fields: { colour: { $: 'ref', of: 'step', id: 'listPulls' } },
          },
        ],
      },
    });
    expect(validateWorkflow(broken).map(({ message }) => message)).toEqual([
      expect.stringContaining('"listPulls" is not possible: it is no step that writes'),
      expect.stringContaining('needs "id" or "key"'),
      expect.stringContaining('names the field "colour"'),
      expect.stringContaining('refers to variable "actual"'),
      expect.stringContaining('refers to step "listPulls"'),
    ]);
  });
});

describe('renaming', () => {
  test('an input renames every use of it and leaves the workflow sound', () => {
    const renamed = apply({ edit: 'renameInput', from: 'phrase', to: 'words' });
    expect(renamed.inputs.map((input) => input.name)).toEqual(['repo', 'words', 'project']);
    expect(validateWorkflow(renamed)).toEqual([]);
    expect(JSON.stringify(renamed)).not.toContain('"phrase"');
  });

  test('a step renames every use of it', () => {
    const renamed = apply({ edit: 'renameStep', from: 'createIssue', to: 'ticket' });
    expect(ids(renamed)).toEqual(['listPulls', 'tickets', 'ticket']);
    expect(validateWorkflow(renamed)).toEqual([]);
  });

  test.each<[WorkflowEdit, string]>([
    [{ edit: 'renameInput', from: 'phrase', to: 'repo' }, '"repo" is taken already.'],
    [{ edit: 'renameInput', from: 'phrase', to: 'pull' }, '"pull" is taken already.'],
    [{ edit: 'renameInput', from: 'phrase', to: 'My phrase' }, '"My phrase" is no name'],
    [{ edit: 'renameInput', from: 'fraze', to: 'x' }, 'There is no input "fraze". Declared: repo, phrase, project.'],
    [{ edit: 'renameStep', from: 'nope', to: 'x' }, 'There is no step "nope".'],
  ])('is refused where it cannot be: %j', (edit, message) => {
    expect(() => apply(edit)).toThrow(EditRefused);
    expect(() => apply(edit)).toThrow(message);
  });
});

describe('values', () => {
  test('of an argument can come from elsewhere', () => {
    const expr: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: 'pull' }, path: ['html_url'] };
    const changed = apply({ edit: 'setValue', place: { step: 'createIssue', slot: ['args', 'summary'] }, expr });
    expect(diffWorkflows(exampleWorkflow, changed)).toMatchObject([
      {
        kind: 'changed',
        what: 'step',
        subject: 'createIssue',
        differences: [{ path: ['args', 'summary', 'path', 0], left: 'title', right: 'html_url' }],
        details: [{ what: 'summary', before: 'pull.title', after: 'pull.html_url' }],
      },
    ]);
  });

  test('of a new argument can be given', () => {
    const expr: Expr = { $: 'lit', value: 'Bug' };
    const changed = apply({ edit: 'setValue', place: { step: 'createIssue', slot: ['args', 'type'] }, expr });
    expect(allSteps(changed.body).at(-1)).toMatchObject({ args: { type: expr } });
  });

  test('of a filter can be another test', () => {
    const expr: Expr = {
      $: 'fn',
      name: 'not',
      args: [{ $: 'get', from: { $: 'ref', of: 'var', id: 'candidate' }, path: ['draft'] }],
    };
    const changed = apply({ edit: 'setValue', place: { step: 'tickets', slot: ['in', 'body'] }, expr });
    expect(validateWorkflow(changed).filter((finding) => finding.severity === 'error')).toEqual([]);
    expect(changed.body[1]).toMatchObject({ in: { op: 'filter', body: expr } });
  });

  test('of the output can be set', () => {
    const expr: Expr = { $: 'lit', value: null };
    expect(apply({ edit: 'setValue', place: { step: '', slot: ['output'] }, expr }).output).toEqual(expr);
  });

  test('are refused where no expression can stand', () => {
    const expr: Expr = { $: 'lit', value: 'delete_repo' };
    for (const slot of [['tool'], ['args'], ['nowhere', 'x'], ['__proto__'], []]) {
      expect(() => apply({ edit: 'setValue', place: { step: 'createIssue', slot }, expr }), slot.join()).toThrow(
        EditRefused,
      );
    }
  });
});

describe('inputs', () => {
  test('are removed by putting their default in their place', () => {
    const changed = apply({ edit: 'removeInput', name: 'project' });
    expect(allSteps(changed.body).at(-1)).toMatchObject({ args: { project: { $: 'lit', value: 'OPS' } } });
    expect(validateWorkflow(changed)).toEqual([]);
  });

  test('that are used and have no default cannot be removed', () => {
    const [repo, ...rest] = exampleWorkflow.inputs;
    const bare = { ...exampleWorkflow, inputs: [{ name: repo?.name ?? '', schema: {} }, ...rest] };
    expect(() => applyEdit(bare, { edit: 'removeInput', name: 'repo' })).toThrow('has no default');
  });

  test('are added, and their defaults changed', () => {
    const added = apply({
      edit: 'addInput',
      input: { name: 'label', schema: { type: 'string' }, default: 'bug' },
      index: 0,
    });
    expect(added.inputs[0]?.name).toBe('label');
    expect(applyEdit(added, { edit: 'setInput', name: 'label', default: 'leak' }).inputs[0]?.default).toBe('leak');
  });
});

describe('steps', () => {
  test('are inserted into a loop, moved out of it, and removed', () => {
    const inside = apply({ edit: 'insertStep', step: assertion, at: { parent: 'tickets', member: 'body', index: 0 } });
    expect(ids(inside)).toEqual(['listPulls', 'tickets', 'guard', 'createIssue']);
    const outside = applyEdit(inside, {
      edit: 'moveStep',
      step: 'guard',
      at: { parent: '', member: 'body', index: 0 },
    });
    expect(ids(outside)).toEqual(['guard', 'listPulls', 'tickets', 'createIssue']);
    expect(diffWorkflows(inside, outside)).toMatchObject([{ kind: 'moved', subject: 'guard' }]);
    expect(applyEdit(outside, { edit: 'removeStep', step: 'guard' })).toEqual(exampleWorkflow);
  });

  test('move among their siblings to where they were put', () => {
    const three = applyEdit(
      apply({ edit: 'insertStep', step: assertion, at: { parent: '', member: 'body', index: 0 } }),
      {
        edit: 'moveStep',
        step: 'guard',
        at: { parent: '', member: 'body', index: 3 },
      },
    );
    expect(three.body.map((step) => step.id)).toEqual(['listPulls', 'tickets', 'guard']);
  });

  test('cannot be moved into themselves or to places that are not there', () => {
    expect(() =>
      apply({ edit: 'moveStep', step: 'tickets', at: { parent: 'tickets', member: 'body', index: 0 } }),
    ).toThrow('into itself');
    expect(() =>
      apply({ edit: 'insertStep', step: assertion, at: { parent: 'listPulls', member: 'body', index: 0 } }),
    ).toThrow(EditRefused);
    expect(() => apply({ edit: 'insertStep', step: assertion, at: { parent: '', member: 'body', index: 9 } })).toThrow(
      EditRefused,
    );
    expect(() =>
      apply({ edit: 'insertStep', step: { ...assertion, id: 'pull' }, at: { parent: '', member: 'body', index: 0 } }),
    ).toThrow('taken');
  });
});

test('undo and redo are kept values', () => {
  const start = startHistory(exampleWorkflow);
  const edited = keepEdit(start, apply({ edit: 'rename', name: 'Other' }));
  const undone = undoEdit(edited);
  expect(undone.present).toBe(exampleWorkflow);
  expect(redoEdit(undone).present.name).toBe('Other');
  expect(undoEdit(undone)).toBe(undone);
  expect(keepEdit(undone, apply({ edit: 'rename', name: 'Third' })).future).toEqual([]);
});

test('what changed in a step is told in words: values, options, what is new and what is gone', () => {
  const steps: readonly WorkflowEdit[] = [
    { edit: 'setOption', step: 'createIssue', option: 'retry', value: { attempts: 3, backoffMs: 200 } },
    { edit: 'clearValue', place: { step: 'createIssue', slot: ['args', 'project'] } },
    { edit: 'setOption', step: 'createIssue', option: 'effect', value: 'destroy' },
  ];
  const changed = steps.reduce(applyEdit, exampleWorkflow);
  expect(diffWorkflows(exampleWorkflow, changed).map(({ details }) => details)).toEqual([
    [
      { what: 'project', before: 'project', after: null },
      { what: 'effect', before: 'write', after: 'destroy' },
      { what: 'retry', before: null, after: '{"attempts":3,"backoffMs":200}' },
    ],
  ]);
});

test('comparing a workflow with itself finds nothing, and with another every kind of change', () => {
  expect(diffWorkflows(exampleWorkflow, exampleWorkflow)).toEqual([]);
  const [list, loop] = exampleWorkflow.body;
  if (!list || !loop) throw new Error('The example has two steps.');
  const other: Workflow = {
    ...exampleWorkflow,
    name: 'Other',
    inputs: exampleWorkflow.inputs.slice(1),
    body: [assertion, { ...list, note: 'Only a note.' }],
    output: undefined,
  };
  expect(diffWorkflows(exampleWorkflow, other).map(({ kind, what, subject }) => `${kind} ${what} ${subject}`)).toEqual([
    'changed name ',
    'removed input repo',
    'removed step tickets',
    'removed step createIssue',
    'added step guard',
    'removed output ',
  ]);
});
