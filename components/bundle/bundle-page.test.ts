import { describe, expect, test } from 'vitest';
import {
  EITHER_STATE,
  EVERY_QUEUE,
  EVERY_SCHEDULE,
  EVERY_TRIGGER,
  LANGUAGE_TRIGGERS,
  type Target,
} from '#core/deploy/target.ts';
import type { BundlePreviewFile } from '#core/live/export-event.ts';
import { WORKFLOW_VERSION } from '#core/workflow/workflow.ts';
import { choicesOf, draftOf, movedTo, nextTimes } from './choice-draft.ts';
import { byFolder, groupFiles } from './group-files.ts';
import { languageVerdicts, refusalOf } from './refusal-of.ts';

const workflow = { version: WORKFLOW_VERSION, name: 'x', inputs: [], body: [] } as const;

const folder: Target = {
  id: 'typescript',
  title: 'TypeScript agent',
  purpose: 'A folder.',
  languages: ['typescript'],
  triggers: EVERY_TRIGGER,
  schedules: EVERY_SCHEDULE,
  queues: EVERY_QUEUE,
  states: EITHER_STATE,
  stateMeans: { sqlite: 'A file.', postgres: 'A server.' },
};

describe('the choices of an export', () => {
  test('begin with what the workflow says', () => {
    const schedule = { on: 'schedule', cron: '5 4 * * *', timeZone: 'Europe/Berlin' } as const;
    expect(choicesOf(draftOf({ ...workflow, trigger: schedule }), folder)).toEqual({
      ok: true,
      value: { target: 'typescript', language: 'typescript', state: 'sqlite', trigger: schedule },
    });
    expect(choicesOf(draftOf(workflow), folder)).toMatchObject({ value: { trigger: { on: 'manual' } } });
  });

  test('say what is wrong with a field, beside that field', () => {
    const draft = { ...draftOf(workflow), on: 'schedule' } as const;
    expect(choicesOf({ ...draft, cron: 'every day' }, folder)).toMatchObject({ problem: { field: 'cron' } });
    expect(choicesOf({ ...draft, cron: '0 0 7 * * 1' }, folder)).toMatchObject({ problem: { field: 'cron' } });
    expect(choicesOf({ ...draft, timeZone: 'Mars/Olympus' }, folder)).toMatchObject({ problem: { field: 'timeZone' } });
    expect(choicesOf({ ...draft, on: 'webhook', path: '../x' }, folder)).toMatchObject({ problem: { field: 'path' } });
  });

  test('take the messages of whichever queue the place knows', () => {
    const draft = { ...draftOf(workflow), on: 'queue', stream: 'orders' } as const;
    const aws: Target = { ...folder, queues: ['sqs'] };
    expect(choicesOf(draft, folder)).toMatchObject({ value: { trigger: { kind: 'redis', name: 'orders' } } });
    expect(choicesOf(draft, aws)).toMatchObject({ value: { trigger: { kind: 'sqs', name: 'orders' } } });
    expect(choicesOf({ ...draft, stream: 'a:b' }, folder)).toMatchObject({ ok: true });
    expect(choicesOf({ ...draft, stream: 'a:b' }, aws)).toMatchObject({ problem: { field: 'stream' } });
  });

  test('say what the place does not take, beside that choice', () => {
    const runner: Target = { ...folder, states: { ...EITHER_STATE, sqlite: { refused: 'Choose Postgres.' } } };
    expect(choicesOf(draftOf(workflow), runner)).toEqual({
      ok: false,
      problem: { field: 'state', text: 'Choose Postgres.' },
    });
    expect(choicesOf({ ...draftOf(workflow), state: 'postgres' }, runner)).toMatchObject({ ok: true });
  });

  test('go along to another place; what that does not take gives way, but the trigger is asked about', () => {
    const runner: Target = {
      ...folder,
      id: 'runner',
      languages: ['python'],
      states: { ...EITHER_STATE, sqlite: { refused: 'Choose Postgres.' } },
      triggers: { ...EVERY_TRIGGER, webhook: { refused: 'Nothing listens: choose a schedule.' } },
    };
    const moved = movedTo({ ...draftOf(workflow), on: 'webhook' }, runner);
    expect(moved).toMatchObject({ target: 'runner', language: 'python', state: 'postgres', on: 'webhook' });
    expect(choicesOf(moved, runner)).toMatchObject({ problem: { field: 'trigger' } });
    expect(movedTo(moved, folder)).toMatchObject({ target: 'typescript', language: 'typescript', state: 'postgres' });
  });

  test('show when a schedule comes next, in its own zone', () => {
    const next = nextTimes({ cron: '0 7 * * 1-5', timeZone: 'Europe/Berlin' }, new Date('2026-11-21T10:00:00Z'));
    expect(next).toHaveLength(3);
    expect(next[0]).toBe('Mon 23 Nov, 07:00');
  });
});

describe('what a place does not take', () => {
  const python: Target = { ...folder, id: 'python', title: 'Python agent', languages: ['python'] };

  test('closes the place for a trigger that it refuses, or that none of its languages knows', () => {
    const dag: Target = { ...folder, triggers: { ...EVERY_TRIGGER, webhook: { refused: 'Choose a schedule.' } } };
    expect(refusalOf(dag, 'webhook')).toBe('Choose a schedule.');
    expect(refusalOf(dag, 'schedule')).toBeUndefined();
    const kept = LANGUAGE_TRIGGERS.python.keep;
    expect(refusalOf(python, 'keep')).toBe(kept === 'taken' ? undefined : kept.refused);
    expect(refusalOf({ ...folder, languages: ['python', 'typescript'] }, 'keep')).toBeUndefined();
  });

  test('closes a language that the place has not, or that cannot be started so', () => {
    expect(languageVerdicts(folder, 'manual')).toEqual({
      typescript: 'taken',
      python: { refused: 'TypeScript agent is in TypeScript: choose another target.' },
    });
    expect(languageVerdicts({ ...folder, languages: ['typescript', 'python'] }, 'keep')).toEqual({
      typescript: 'taken',
      python: LANGUAGE_TRIGGERS.python.keep,
    });
  });
});

test('files are read in the order in which people read them, the runtime last and closed', () => {
  const file = (path: string, role: BundlePreviewFile['role']): BundlePreviewFile => ({ path, role, text: '' });
  const groups = groupFiles(
    [
      file('Dockerfile', 'place'),
      file('README.md', 'generated'),
      file('kubernetes/base/service.yaml', 'place'),
      file('mcp.json', 'data'),
      file('runtime/agent.ts', 'copied'),
      file('trace.json', 'data'),
      file('workflow.ts', 'generated'),
    ],
    'Kubernetes',
  );
  expect(groups.map(({ title, open, files }) => [title, open, files.map(({ path }) => path)])).toEqual([
    ['Program', true, ['workflow.ts', 'README.md', 'mcp.json']],
    ['Kubernetes', true, ['Dockerfile', 'kubernetes/base/service.yaml']],
    ['Data', true, ['trace.json']],
    ['Runtime, copied as it is', false, ['runtime/agent.ts']],
  ]);
  expect(byFolder(groups[1]?.files ?? []).map(({ folder, files }) => [folder, files.map(({ name }) => name)])).toEqual([
    ['', ['Dockerfile']],
    ['kubernetes/base', ['service.yaml']],
  ]);
});
