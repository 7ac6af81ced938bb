import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../json/json.ts';
import { shown } from '../../testing/shown.ts';
import type { SmallWorld } from '../../testing/small-world.ts';

/** The program for one look-up and one message made of it, and what is asked. */
async function told(
  prompt: string,
  record: JsonObject,
  message: JsonObject,
): Promise<{ readonly program: string; readonly questions: readonly string[] }> {
  const world: SmallWorld = { 'desk/get_folder': { run: () => record }, 'chat/post': { run: () => 'ok' } };
  return shown(prompt, world, async (call) => {
    await call('desk/get_folder', { id: 'x-7714' });
    await call('chat/post', { channel: '#crew', ...message });
  });
}

describe('a word that a record holds and the user did not say is the record’s', () => {
  for (const [what, prompt, record, text, expected] of [
    [
      'a login',
      'Thank the author of change x-7714.',
      { author: { login: 'kaja' } },
      'Thanks kaja!',
      'folder.author.login',
    ],
    ['two letters', 'Thank the author of change x-7714.', { author: 'jo' }, 'jo: thank you', 'folder.author'],
    ['whose turn it is', 'Say whose turn flat x-7714 is.', { tenant: 'tom' }, "tom's turn", 'folder.tenant'],
    ['a product', 'Tell what order x-7714 brings.', { product: 'lamp' }, 'Your lamp comes', 'folder.product'],
    [
      'a product, capital',
      'Tell what order x-7714 brings.',
      { product: 'lamp' },
      'Lamp comes',
      'capitalize(folder.product)',
    ],
    ['what was asked for', 'Post the state of lot x-7714.', { state: 'sold' }, 'It is sold now.', 'folder.state'],
    ['beside its name', 'Post how ship x-7714 is.', { grade: 'A' }, 'Grade A', 'folder.grade'],
    ['small words beside it', 'Post where bed x-7714 is.', { region: 'us' }, 'Region: us', 'folder.region'],
    ['one of two', 'Say whether door x-7714 is open or shut.', { state: 'open' }, 'It is open.', 'folder.state'],
    [
      'a first name',
      'Thank the guest of room x-7714.',
      { guest: 'Jo March' },
      'Thanks Jo!',
      'first(split(folder.guest, " "))',
    ],
    [
      'a weekday',
      'Say when tour x-7714 starts.',
      { start: '2026-03-13' },
      'by Friday',
      'formatDate(folder.start, "EEEE")',
    ],
    [
      'words of a list',
      'Post the labels of page x-7714.',
      { labels: ['bug', 'ui'] },
      'Labels: bug, ui',
      'join(folder.labels',
    ],
  ] as const)
    test(what, async () => {
      const { program, questions } = await told(prompt, { ref: 'r-1', ...record }, { text });
      expect(program.replaceAll(/folder\d?/g, 'folder')).toContain(expected);
      expect(questions).toEqual([]);
    });

  test('also as all of an argument', async () => {
    const { program } = await told('Give case x-7714 to who wrote it.', { writer: 'kaja' }, { assignee: 'kaja' });
    expect(program).toMatch(/assignee: \S*folder\d?\.writer/);
  });

  test('also of one of many', async () => {
    const crew = ['kaja', 'tom', 'lia'].map((login, at) => ({ login, open: [71, 33, 12][at] ?? 0 }));
    const world: SmallWorld = { 'crew/list': { run: () => crew }, 'chat/post': { run: () => 'ok' } };
    const { program } = await shown('Ask the one with the most open tasks for help.', world, async (call) => {
      await call('crew/list');
      await call('chat/post', { text: 'Please help, kaja' });
    });
    expect(program).toMatch(/`Please help, \$\{.*\.login\}`/);
  });
});

describe('a word stays a word', () => {
  for (const [what, prompt, record, text] of [
    ['that the user said', 'Note on case x-7714 that it is sold.', { state: 'sold' }, 'This is sold.'],
    ['that the user said with another ending', 'Warn that lift x-7714 fails.', { state: 'failed' }, 'It failed.'],
    ['that the user wrote', 'Write "The queue is calm" on case x-7714.', { mood: 'calm' }, 'The queue is calm'],
    ['that every sentence has', 'Greet guest x-7714.', { country: 'us', plan: 'all' }, 'Tell us if all is well'],
    ['that a member holds in the middle of more', 'Greet guest x-7714.', { plan: 'lamp 500' }, 'Buy a lamp'],
    ['that is a month beside', 'Greet guest x-7714.', { since: '2025-05-04' }, 'You may move in'],
  ] as const)
    test(what, async () => {
      const { program, questions } = await told(prompt, { ref: 'r-1', ...record }, { text });
      expect(program).toMatch(new RegExp(`text: ("${text}"|\\$text)`));
      expect(questions).toEqual([]);
    });

  test('where it is all of an argument and says how things shall be', async () => {
    const { program, questions } = await told('Reopen case x-7714.', { before: 'open' }, { state: 'open' });
    expect(program).toContain('state: "open"');
    expect(questions).toEqual([]);
  });
});

describe('a word that any message may have', () => {
  for (const [record, text] of [
    [{ state: 'new', buyer: 'Ada Lovelace' }, 'A new order from Ada Lovelace'],
    [{ kind: 'invoice', buyer: 'Ada Lovelace' }, 'Ada Lovelace, please pay your invoice'],
    [{ segment: 'team', buyer: 'Ada Lovelace' }, 'Hello Ada Lovelace, your team of the shop'],
  ] as const)
    test(`is asked where a record holds it: ${text}`, async () => {
      const { questions } = await told('Write to x-7714.', record, { text });
      expect(questions).toEqual([
        expect.stringMatching(/^The text of text says "\w+", and so did folder\d?\.\w+ in the/),
      ]);
    });
});

test('a name in small letters of which nothing tells whose it is is asked', async () => {
  const crew = ['kaja', 'tom', 'lia'].map((login) => ({ login }));
  const world: SmallWorld = { 'crew/list': { run: () => crew }, 'chat/post': { run: () => 'ok' } };
  const { questions } = await shown('Ask someone for help.', world, async (call) => {
    await call('crew/list');
    await call('chat/post', { text: 'tom, can you help?' });
  });
  expect(questions).toHaveLength(1);
});
