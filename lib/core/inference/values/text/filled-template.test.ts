import { expect, test } from 'vitest';
import { shown } from '../../testing/shown.ts';
import type { SmallWorld } from '../../testing/small-world.ts';

const world = (letter: string): SmallWorld => ({
  'club/get_member': { run: () => ({ member: 'm-771', name: 'Katya Yilmaz', seat: 'Row 4, left' }) },
  'club/get_letter': { run: () => ({ letter: 'Reminder', body: letter }) },
  'club/send': { run: () => 'sent' },
});

test('a text that was kept with places to fill is filled anew, whatever it says in the next run', async () => {
  const letter = 'Dear {{first_name}},\nyour seat is {{seat}}. See you, {{first_name}}!';
  const said = 'Send member m-771 the letter "Reminder" with first name and seat filled in.';
  const { program, questions } = await shown(said, world(letter), async (call) => {
    await call('club/get_member', { member: 'm-771' });
    await call('club/get_letter', { letter: 'Reminder' });
    await call('club/send', { to: 'm-771', text: 'Dear Katya,\nyour seat is Row 4, left. See you, Katya!' });
  });
  expect(program).toMatch(/replace\(replace\(letter\d?\.body, "\{\{first_name\}\}", /);
  expect(program).not.toContain('Dear');
  expect(questions).toEqual([]);
});

test('a text that says something else than the template is not taken for it', async () => {
  const { program } = await shown('Send member m-771 the seat.', world('Dear [NAME], goodbye.'), async (call) => {
    await call('club/get_member', { member: 'm-771' });
    await call('club/get_letter', { letter: 'Reminder' });
    await call('club/send', { to: 'm-771', text: 'Row 4, left' });
  });
  expect(program).not.toContain('replace(');
});
