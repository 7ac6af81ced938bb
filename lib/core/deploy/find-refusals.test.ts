import { expect, test } from 'vitest';
import { findRefusals } from './find-refusals.ts';
import { EVERY_TRIGGER, NO_DYNAMODB, type Target, usualState } from './target.ts';

const place: Target = {
  id: 'runner',
  title: 'Runner',
  purpose: 'For tests.',
  languages: ['typescript'],
  triggers: { ...EVERY_TRIGGER, webhook: { refused: 'Nothing listens there: choose a schedule.' } },
  schedules: { cron: 'plain', timeZone: 'UTC' },
  queues: ['redis'],
  states: { postgres: 'taken', sqlite: { refused: 'The disk is lost: choose Postgres.' }, dynamodb: NO_DYNAMODB },
  stateMeans: { postgres: 'A server.' },
};

const schedule = { on: 'schedule', cron: '0 7 * * *', timeZone: 'UTC' } as const;
const wish = { language: 'typescript', trigger: schedule, state: 'postgres' } as const;

test('a place says of every choice that it does not take what to choose instead', () => {
  expect(findRefusals(place, wish)).toEqual([]);
  expect(findRefusals(place, { language: 'python', trigger: { on: 'webhook', path: 'x' }, state: 'sqlite' })).toEqual([
    { field: 'language', message: 'Runner takes an agent in TypeScript.' },
    { field: 'trigger', message: 'Nothing listens there: choose a schedule.' },
    { field: 'state', message: 'The disk is lost: choose Postgres.' },
  ]);
});

test.each(['Mars/Olympus', 'UTC\n* * * * * root /bin/sh', '+01:00', ''])('%j is no time zone anywhere', (timeZone) => {
  const anywhere = { ...place, schedules: { cron: 'any', timeZone: 'any' } } as const;
  const [refusal] = findRefusals(anywhere, { ...wish, trigger: { ...schedule, timeZone } });
  expect(refusal?.message).toContain('give one such as Europe/Berlin');
});

test('a place takes the messages of its own kind of queue', () => {
  const messages = { on: 'queue', kind: 'sqs', name: 'orders' } as const;
  expect(findRefusals(place, { ...wish, trigger: messages })).toEqual([
    { field: 'trigger', message: 'Runner takes messages of Redis: choose queue:redis:<name>.' },
  ]);
  expect(findRefusals({ ...place, queues: ['sqs'] }, { ...wish, trigger: messages })).toEqual([]);
});

test('what a place remembers in where nobody says so is something that it takes', () => {
  expect(usualState(place)).toBe('postgres');
  expect(usualState({ states: { ...place.states, dynamodb: 'taken' } })).toBe('dynamodb');
});

test('a place says which schedules it cannot keep', () => {
  const refused = (trigger: object) => findRefusals(place, { ...wish, trigger: { ...schedule, ...trigger } });
  expect(refused({ timeZone: 'Etc/UTC' })).toEqual([]);
  expect(refused({ timeZone: 'Europe/Berlin' })).toEqual([
    { field: 'trigger', message: 'Runner keeps every schedule in UTC: give the line in UTC, with the time zone UTC.' },
  ]);
  expect(refused({ cron: '0 7 L * *' })).toMatchObject([
    { field: 'trigger', message: expect.stringMatching(/^Runner takes cron lines of numbers/) },
  ]);
  const patient = { ...place, schedules: { cron: 'any', timeZone: 'any' } } as const;
  expect(
    findRefusals(patient, { ...wish, trigger: { ...schedule, cron: '0 7 L * *', timeZone: 'Asia/Tokyo' } }),
  ).toEqual([]);
});
