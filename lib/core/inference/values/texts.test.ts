import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';
import { writeAfter } from '../testing/write-after.ts';

/** Sends a note to each of the members of a course, after all courses were read. */
async function notes(prompt: string, body: (name: string) => string): Promise<string> {
  const courses = [
    { code: 'ART-204', title: 'Modern Drawing', exam: '2026-12-11' },
    { code: 'BIO-117', title: 'Plant Cells', exam: '2026-12-20' },
  ];
  const members = [
    { ref: 'm-81x', name: 'Priya Weber', since: '2026-01-10' },
    { ref: 'm-40z', name: 'Jonas Lind', since: '2026-01-12' },
  ];
  const world: SmallWorld = {
    'school/list_courses': { run: () => courses },
    'school/list_members': { run: () => members },
    'school/send_note': { run: () => 'sent' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('school/list_courses');
    await call('school/list_members', { code: 'ART-204' });
    for (const { ref, name } of members) await call('school/send_note', { ref, body: body(name) });
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
}

describe('a text', () => {
  test('of every round holds what one item of a list read before has, the item that the user named', async () => {
    const program = await notes(
      'Send everybody in ART-204 the note "Dear <name>, the exam in <title> is on <exam date>."',
      (name) => `Dear ${name}, the exam in Modern Drawing is on 2026-12-11.`,
    );
    expect(program).toContain('in ${find(courses, course => eq(course.code, $code)).title} is on ${find(courses');
  });

  test('does not take a date apart: the year of another date is no piece of it', async () => {
    const program = await notes('Send everybody in ART-204 a note.', (name) => `${name}: 2026-04-29`);
    expect(program).toContain('2026-04-29');
    expect(program).not.toContain('formatDate');
  });
});

describe('a piece of a text', () => {
  test('that is a number with zeros in front is that number filled up', async () => {
    expect(
      await writeAfter('Post "ep-<number with three digits>".', { number: 6, title: 'Rain' }, { text: 'ep-006' }),
    ).toContain('`ep-${padStart(`${record.number}`, 3, "0")}`');
  });

  test('that is a number which the user said and that has zeros in front is the input filled up', async () => {
    const data = { title: 'Who owns the rain' };
    expect(
      await writeAfter(
        'Show notes for episode 6: "<number, three digits>: <title>".',
        data,
        { text: '006: Who owns the rain' },
        { episode: 6 },
      ),
    ).toContain('`${padStart(`${$episode}`, 3, "0")}: ${record.title}`');
  });

  test('that joins a list whose items carry a mark gives each item its mark', async () => {
    const data = { title: 'Who owns the rain', tags: ['travel', 'music', 'law'] };
    expect(
      await writeAfter('Post "<title> <hashtags>".', data, { text: 'Who owns the rain #travel #music #law' }),
    ).toContain('`${record.title} ${join(map(record.tags, tag => `#${tag}`), " ")}`');
    expect(await writeAfter('Post the tags in quotes.', data, { text: 'Tags: "travel", "music", "law"' })).toContain(
      '`Tags: ${join(map(record.tags, tag => `"${tag}"`), ", ")}`',
    );
  });

  test('that counts the items with a member passes over those without', async () => {
    const answers = [{ rating: 4 }, { rating: null }, { rating: 3 }, { rating: 5 }, { rating: 4 }];
    expect(
      await writeAfter(
        'Post "Average <x.x> (<n> ratings)"; answers without a rating do not count.',
        { answers },
        { text: 'Average 4.0 (4 ratings)' },
      ),
    ).toContain(
      '`Average ${fixed(avg(map(record.answers, answer => answer.rating)), 1)} (${count(filter(record.answers, answer2 => not(isEmpty(answer2.rating))))} ratings)`',
    );
  });

  test('that is a mean or the best of a table passes over its empty cells', async () => {
    const rows = [
      { student: 'Tessa Quist', points: '59' },
      { student: 'Rosa Abbott', points: '' },
      { student: 'Boris Jensen', points: '32' },
      { student: 'Liam Ivanov', points: '2' },
    ];
    const said = 'Post "average <x.x> of <n>, best: <student> (<points>)". Only those with points. One decimal.';
    const program = await writeAfter(said, { rows }, { text: 'average 31.0 of 3, best: Tessa Quist (59)' });
    const full = 'filter(record.rows, row => not(isEmpty(row.points)))';
    expect(program.replaceAll(/row\d/g, 'row')).toContain(
      `average \${fixed(avg(map(${full}, row => toNumber(row.points))), 1)} of`,
    );
    expect(program.replaceAll(/row\d/g, 'row')).toContain(`(\${max(map(${full}, row => toNumber(row.points)))})`);
    expect(program.replaceAll(/row\d/g, 'row')).toContain('numberIn(row.points) desc, take 1)).student');
  });

  test('that adds up the lines above it adds up the items of those lines, also where their numbers are texts', async () => {
    const rows = [
      { who: 'Wanda', points: '11', state: 'final' },
      { who: 'Abel', points: '3', state: 'final' },
      { who: 'Hassan', points: '95', state: 'final' },
      { who: 'Oskar', points: '29', state: 'draft' },
    ];
    const lines = ['| Who | Points |', '| --- | --- |', '| Abel | 3 |', '| Hassan | 95 |', '| Wanda | 11 |'];
    const text = [...lines, '| **Total** | **109** |'].join('\n');
    const program = await writeAfter('Post the final rows as a table by who, last the total.', { rows }, { text });
    const taken = 'sort(filter(record.rows, row => eq(row.state, $state)), row.who asc)';
    expect(program).toContain(`**\${sum(map(${taken}, row3 => toNumber(row3.points)))}** |`);
  });

  test('that is a number with its noun is in the singular for one, as the recording shows both', async () => {
    const rows = [
      { room: 'Oak', nights: 3 },
      { room: 'Elm', nights: 1 },
      { room: 'Ash', nights: 2 },
    ];
    const text = 'Oak: 3 nights\nElm: 1 night\nAsh: 2 nights';
    const program = await writeAfter('One line per room: "<room>: <n> nights".', { rows }, { text });
    expect(program).toContain('`${row.room}: ${row.nights} ${(eq(row.nights, 1) ? "night" : "nights")}`');
  });
});

test('lines that are numbered are made from the list in its order, and numbered', async () => {
  const rows = [{ n: 'Ann' }, { n: 'Bob' }, { n: 'Cem' }];
  expect(await writeAfter('A numbered list of all.', { rows }, { text: 'All\n1. Ann\n2. Bob\n3. Cem' })).toContain(
    'join(concat(["All"], numbered(map(record.rows, row => row.n))), "\\n")',
  );
  expect(await writeAfter('A numbered list of all.', { rows }, { text: '1) Ann\n2) Bob\n3) Cem' })).toContain(
    'join(numbered(map(record.rows, row => row.n), ") "), "\\n")',
  );
});

test('a line holds what was looked up for its item before', async () => {
  const stays = [
    { room: 'Oak', guest: 'guest-81x' },
    { room: 'Elm', guest: 'guest-40z' },
    { room: 'Ash', guest: 'guest-77k' },
  ];
  const names = new Map<unknown, string>([
    ['guest-81x', 'Priya'],
    ['guest-40z', 'Jonas'],
    ['guest-77k', 'Mina'],
  ]);
  const world: SmallWorld = {
    'inn/list_stays': { run: () => stays },
    'inn/get_guest': { run: ({ id }) => ({ id: id ?? null, name: names.get(id) ?? '' }) },
    'inn/post': { run: () => 'posted' },
  };
  const trace = await record(
    'Look up the guest of each stay and post "<room>: <name>" for all.',
    world,
    async (call) => {
      await call('inn/list_stays');
      for (const { guest } of stays) await call('inn/get_guest', { id: guest });
      await call('inn/post', { text: stays.map(({ room, guest }) => `${room}: ${names.get(guest)}`).join('\n') });
    },
  );
  expect(showWorkflow(inferWorkflow({ traces: [trace] }).workflow)).toContain(
    'join(map(stays, stay2 => `${stay2.room}: ${find(eachStay, guest2 => eq(guest2.id, stay2.guest)).name}`), "\\n")',
  );
});

describe('a text that the user wrote with holes', () => {
  test('has no fixed word in a hole, be the word ever so plain', async () => {
    const record = { id: 'K-7', stage: 'waiting', title: 'Blue door', link: 'https://x.io/k-7' };
    const said = 'Post for record K-7 a note with the body "<stage>: <link>".';
    expect(await writeAfter(said, record, { body: 'waiting: https://x.io/k-7' })).toBe(
      'postNote = post_note(body: `${record.stage}: ${record.link}`)',
    );
  });

  test('is asked about where nothing recorded fills a hole', async () => {
    const world: SmallWorld = {
      'box/get_record': { run: () => ({ id: 'K-7', link: 'https://x.io/k-7' }) },
      'box/post_note': { run: () => 'posted' },
    };
    const trace = await record('Post for K-7 a note like "<stage>: <link>".', world, async (call) => {
      await call('box/get_record', { id: 'K-7' });
      await call('box/post_note', { body: 'waiting: https://x.io/k-7' });
    });
    expect(inferWorkflow({ traces: [trace] }).questions.map(({ text }) => text)).toEqual([
      'The text of body holds "waiting", which nothing recorded or said explains. Is it the same in every run?',
    ]);
  });

  test('takes each of two equal pieces from the source that the user wrote in its hole', async () => {
    const record = { id: 'K-7', stage: 'waiting', owner: { mood: 'waiting', link: 'https://x.io/k-7' } };
    const said = 'Post for record K-7 a note with the body "See <mood>, <stage>."';
    expect(await writeAfter(said, record, { body: 'See waiting, waiting.' })).toBe(
      'postNote = post_note(body: `See ${record.owner.mood}, ${record.stage}.`)',
    );
  });
});
