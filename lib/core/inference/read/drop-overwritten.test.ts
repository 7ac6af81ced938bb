import { expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { PromptText } from '../words/prompt-text.ts';
import { dropOverwritten } from './drop-overwritten.ts';
import type { ObservedCall } from './observed-call.ts';

let at = 0;
function write(tool: string, args: JsonObject): ObservedCall {
  at += 2;
  const times = { started: at, ended: at + 1, failedAttempts: 0 };
  return { id: `c${at}`, server: 'shop', tool, args, effect: 'write', extract: 'auto', data: {}, ...times };
}

const left = (prompt: string, ...calls: ObservedCall[]) =>
  dropOverwritten({ calls, dropped: [] }, new PromptText([{ id: 't', role: 'user', text: prompt, at: '' }])).calls;

const wrong = write('set_status', { order_no: 'SO-19126', status: 'shipped', tracking: 'SH907710' });
const right = write('set_status', { order_no: 'SO-19126', status: 'shipped', tracking: 'SH415627' });

test('what was set anew on the same thing is set once', () => {
  expect(left('Order SO-19126 is shipped.', wrong, right)).toEqual([right]);
});

test('what the user asked for by value is no mistake', () => {
  expect(left('Order SO-19126 goes out as SH907710 first, then as SH415627.', wrong, right)).toEqual([wrong, right]);
});

test('another thing is another write, and so is what only adds', () => {
  const other = write('set_status', { order_no: 'SO-70001', status: 'shipped', tracking: 'SH1' });
  const first = write('add_note', { order_no: 'SO-19126', note: 'one' });
  const second = write('add_note', { order_no: 'SO-19126', note: 'two' });
  expect(left('Ship them.', wrong, other, first, second)).toHaveLength(4);
});
