import { expect, test } from 'vitest';
import type { ServerQuestion } from '#core/server/server-question.ts';
import { createOpenQuestions } from './open-questions.ts';

const question: ServerQuestion = {
  id: 'q1',
  server: 's',
  tool: 't',
  call: null,
  prototypeId: null,
  message: 'Who?',
  askedAt: '2026-11-21T00:00:00Z',
  kind: 'form',
  schema: {},
};

test('a question is open until it is answered, once', async () => {
  const questions = createOpenQuestions();
  const told: string[] = [];
  questions.onChange(({ id }, state) => told.push(`${id} ${state}`));
  const answer = questions.ask(question, new AbortController().signal);
  expect(questions.list()).toEqual([question]);
  expect(questions.answer('q1', { action: 'decline' })).toBe(true);
  expect(await answer).toEqual({ action: 'decline' });
  expect(questions.answer('q1', { action: 'accept' })).toBe(false);
  expect(questions.list()).toEqual([]);
  expect(told).toEqual(['q1 asked', 'q1 over']);
});

test('a question lapses with its call', async () => {
  const questions = createOpenQuestions();
  const abort = new AbortController();
  const answer = questions.ask(question, abort.signal);
  abort.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
  expect(questions.list()).toEqual([]);
  await expect(questions.ask(question, abort.signal)).rejects.toThrow('enough');
});
