import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';
import { entryTemplate } from './entry-template.ts';

test('people with their addresses and ids are entries', () => {
  const people = 'Ada Lind <ada@ship.example> [mem_1a2b]\nBo Quist Rey <bo@ship.example> [mem_77cd]';
  expect(entryTemplate([people])).toBe('{name} <{email}> [{id}]');
});

test('a title may stand above entries, words that all have are fixed, and a number is named by its unit', () => {
  const rooms = '3 rooms:\n- #deck (rm_1), 66 members\n- #galley (rm_22), 14 members\n- #hold (rm_3), 9 members';
  expect(entryTemplate([rooms, '0 rooms:'])).toBe('- #{name} ({id}), {members} members');
});

test('what follows the last sign that all lines share is a text, whatever stands in it', () => {
  const messages = '[m-1] Ada at 15:28: The mast: broken (again)\n[m-2] Bo at 09:10: All fine, no (news)';
  expect(entryTemplate([messages])).toBe('[{id}] {name} at {time}: {text}');
});

test('sentences, pairs, tables of commas, and one line alone are no entries', () => {
  expect(entryTemplate(['The mast is broken.\nWe wait for the tide.'])).toBeNull();
  expect(entryTemplate(['Aria: slow\nGloria: fast'])).toBeNull();
  expect(entryTemplate(['name,mail\nAda,ada@ship.example'])).toBeNull();
  expect(entryTemplate(['Sent msg_1 to <ada@ship.example>.', 'Sent msg_2 to <bo@ship.example>.'])).toBeNull();
});

test('no template leaves out a line that may be an entry, wherever it stands', () => {
  const rooms = '- #deck (rm_1), 66 members\n- #galley (rm_22), 14 members';
  expect(entryTemplate([rooms, '- #hold'])).toBeNull();
  expect(entryTemplate([`Harbour rm_3\nRooms:\n${rooms}`])).toBeNull();
  const people = 'Ada Lind <ada@ship.example> [mem_1a2b]\nBo Quist Rey <bo@ship.example> [mem_77cd]';
  expect(entryTemplate([people, 'Cy Reed'])).toBeNull();
  expect(entryTemplate([`Cy Reed\n${people}`])).toBeNull();
  expect(entryTemplate([`Found 2 people\n${people}`])).toBe('{name} <{email}> [{id}]');
});

test('a word that only the longest text has throughout is not fixed', () => {
  const rooms = '- #deck (rm_1), 66 members\n- #galley (rm_22), 14 members';
  expect(entryTemplate([rooms, '1 room:\n- #hold (rm_3), 1 member'])).toBe('- #{name} ({id}), {text}');
});

test('an entry is found by what the user said, in a list that no bullet marks', async () => {
  const world: SmallWorld = {
    'crew/list': { run: () => 'Ada Lind <ada@ship.example> [mem_1a2b]\nBo Quist <bo@ship.example> [mem_77cd]' },
    'crew/message': { run: () => 'ok' },
  };
  const trace = await record('Tell Bo Quist: "Cast off"', world, async (call) => {
    await call('crew/list', {});
    await call('crew/message', { member: 'mem_77cd', text: 'Cast off' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(questions).toEqual([]);
  expect(workflow?.body[0]).toMatchObject({ extract: 'entries {name} <{email}> [{id}]' });
  expect(showWorkflow(workflow)).toMatch(/member: find\(list, (\w+) => eq\(\1\.name, \$\w+\)\)\.id/);
});
