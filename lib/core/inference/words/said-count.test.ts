import { expect, test } from 'vitest';
import { PromptText } from './prompt-text.ts';
import { saidCount } from './said-count.ts';

const countOf = (text: string, value: string, noun: string) =>
  saidCount(value, noun, new PromptText([{ id: 't1', role: 'user', text, at: '2026-03-10T12:00:00Z' }]));

test.each([
  ['Page the on-call for all P1 tickets.', 'P1', 'ticket'],
  ['Page the on-call for the critical ones.', 'critical', 'alert'],
  ['Archive parcels that are marked as lost.', 'lost', 'parcel'],
  ['Look at the tickets and page for any P1.', 'P1', 'ticket'],
  ['Go through the tickets; page for the P1s.', 'P1', 'ticket'],
  ['Triage: critical: page the on-call, minor: post it.', 'critical', 'alert'],
  ['Remind the owners of in_review documents.', 'in-review', 'document'],
  ['Answer the unread mails from Ann.', 'unread', 'message'],
  ['Open a case for everything that is still lost.', 'lost', 'parcel'],
])('%s speaks of several', (text, value, noun) => {
  expect(countOf(text, value, noun)).toBe('several');
});

test.each([
  ['Page for the P1 ticket.', 'P1', 'ticket'],
  ['Comment on the critical one.', 'critical', 'alert'],
  ['Archive the parcel that is lost.', 'lost', 'parcel'],
  ['Answer the unread mail from Ann.', 'unread', 'message'],
])('%s speaks of one', (text, value, noun) => {
  expect(countOf(text, value, noun)).toBe('one');
});

test.each([
  ['Look through the tickets and page for the P1.', 'P1', 'ticket'],
  ['Assign the tickets to Ann.', 'Ann', 'ticket'],
  ['Post "P1 tickets" to #ops.', 'P1', 'ticket'],
  ['Close the P1 ticket and comment on P1 tickets.', 'P1', 'ticket'],
])('%s leaves it open', (text, value, noun) => {
  expect(countOf(text, value, noun)).toBeNull();
});
