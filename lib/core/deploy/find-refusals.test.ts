import { expect, test } from 'vitest';
import { findRefusals } from './find-refusals.ts';
import { EVERY_TRIGGER, type Target } from './target.ts';

const place: Target = {
  id: 'runner',
  title: 'Runner',
  purpose: 'For tests.',
  languages: ['typescript'],
  triggers: { ...EVERY_TRIGGER, webhook: { refused: 'Nothing listens there: choose a schedule.' } },
  states: { postgres: 'taken', sqlite: { refused: 'The disk is lost: choose Postgres.' } },
  stateMeans: { postgres: 'A server.', sqlite: 'Not possible.' },
};

test('a place says of every choice that it does not take what to choose instead', () => {
  expect(findRefusals(place, { language: 'typescript', trigger: 'schedule', state: 'postgres' })).toEqual([]);
  expect(findRefusals(place, { language: 'python', trigger: 'webhook', state: 'sqlite' })).toEqual([
    { field: 'language', message: 'Runner takes an agent in TypeScript.' },
    { field: 'trigger', message: 'Nothing listens there: choose a schedule.' },
    { field: 'state', message: 'The disk is lost: choose Postgres.' },
  ]);
});
