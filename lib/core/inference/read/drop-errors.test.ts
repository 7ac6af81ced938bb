import { expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { dropErrors } from '../read/drop-errors.ts';
import { dropUndone } from '../read/drop-undone.ts';
import type { ObservedCall } from '../read/observed-call.ts';

let clock = 0;

function call(tool: string, args: JsonObject, rest: Partial<ObservedCall> = {}): ObservedCall {
  clock += 2;
  const effect = /^(get|list|find)/.test(tool) ? 'read' : /^(remove|delete)/.test(tool) ? 'destroy' : 'write';
  return {
    id: `${tool}@${clock}`,
    server: 'desk',
    tool,
    args,
    effect,
    extract: 'auto',
    data: null,
    started: clock,
    ended: clock + 1,
    failedAttempts: 0,
    ...rest,
  };
}

test('a call whose argument was corrected is left out, with the reason', () => {
  const wrong = call('create_case', { title: 'Leak', owner: 'ann' }, { error: 'unrecognized key "title"' });
  const right = call('create_case', { subject: 'Leak', owner: 'ann' });
  const { calls, dropped } = dropErrors([wrong, right]);
  expect(calls.map(({ id }) => id)).toEqual([right.id]);
  expect(dropped).toEqual([
    { call: wrong.id, reason: 'Failed (unrecognized key "title") and was corrected by a later call.' },
  ]);
});

test('a call that failed for a passing reason becomes one call that is tried again', () => {
  const first = call('list_cases', { queue: 'a' }, { error: '503 Service Unavailable' });
  const second = call('list_cases', { queue: 'a' });
  expect(dropErrors([first, second]).calls.map(({ failedAttempts }) => failedAttempts)).toEqual([1]);
});

test('a look-up that found nothing before the thing was made stays: it decides', () => {
  const known = call('get_tag', { name: 'one' });
  const missing = call('get_tag', { name: 'two' }, { error: 'Not found: two' });
  const made = call('create_tag', { name: 'two' });
  expect(dropErrors([known, missing, made]).calls).toHaveLength(3);
});

test('a look-up of the wrong name that was looked up rightly later is left out, whatever was written afterwards', () => {
  const wrong = call('get_team', { org: 'acme', slug: 'core' }, { error: 'Not found' });
  const right = call('get_team', { org: 'acme', slug: 'core-team' });
  const write = call('add_comment', { repo: 'core', body: 'hello' });
  expect(dropErrors([wrong, right, write]).calls.map(({ id }) => id)).toEqual([right.id, write.id]);
});

test('what was made, taken back and made again is made once', () => {
  const mistake = call('create_event', { at: '10:00' }, { data: { event_id: 'e1x' } });
  const undo = call('remove_event', { event_id: 'e1x' });
  const again = call('create_event', { at: '09:00' }, { data: { event_id: 'e2y' } });
  const { calls } = dropUndone({ calls: [mistake, undo, again], dropped: [] });
  expect(calls.map(({ id }) => id)).toEqual([again.id]);
});

test('what was made and deleted on purpose stays', () => {
  const made = call('create_event', { at: '10:00' }, { data: { event_id: 'e1x' } });
  const removed = call('remove_event', { event_id: 'e1x' });
  expect(dropUndone({ calls: [made, removed], dropped: [] }).calls).toHaveLength(2);
});
