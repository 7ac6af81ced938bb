import { expect, test } from 'vitest';
import { saidCode } from './said-code.ts';

const said = (code: string, text: string): string | null => {
  const span = saidCode(code, { turns: [{ id: 't1', text, lower: text.toLowerCase() }] });
  return span === null ? null : text.slice(span.start, span.end);
};

test.each([
  ['waiting_customer', 'Close what is waiting for the customer.', 'waiting for the customer'],
  ['on-hold', 'Those that are on hold.', 'on hold'],
  ['inReview', 'All pages in review.', 'in review'],
  ['open_invoices', 'The open invoice of each.', 'open invoice'],
])('%s is a code that the user said in words', (code, text, words) => {
  expect(said(code, text)).toBe(words);
});

test.each([
  ['some word is missing', 'waiting_customer', 'Close what is waiting.'],
  ['something is said between', 'waiting_customer', 'Those waiting for any new customer.'],
  ['they stand in another order', 'waiting_customer', 'The customer is waiting.'],
  ['they are of two sentences', 'waiting_customer', 'Those waiting. The customer knows.'],
  ['it is a name', 'mia-torres', 'Assign it to Mia Torres.'],
  ['it is one word', 'waiting', 'Those waiting.'],
  ['it has a number', 'release-2', 'The release 2 of it.'],
])('it is none where %s', (_, code, text) => {
  expect(said(code, text)).toBeNull();
});
