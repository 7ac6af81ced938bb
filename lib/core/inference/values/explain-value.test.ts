import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';
import { writeAfter } from '../testing/write-after.ts';

describe('an argument', () => {
  test('that a member holds is a reference to it', async () => {
    expect(await writeAfter('Post a note.', { owner: { ref: 'u-88x' } }, { owner_ref: 'u-88x' })).toBe(
      'postNote = post_note(owner_ref: record.owner.ref)',
    );
  });

  test('that the user said is an input, also where a result repeats it', async () => {
    expect(await writeAfter('Note on case K-7.', { id: 'K-7' }, { record: 'K-7' })).toBe(
      'postNote = post_note(record: $record)',
    );
  });

  test('that two members hold goes to the one whose name fits', async () => {
    expect(await writeAfter('Post.', { owner_id: 41, team_id: 41 }, { team_id: 41 })).toBe(
      'postNote = post_note(team_id: record.team_id)',
    );
  });

  test('that only a member of another name holds is that member, and asked where it is a small number', async () => {
    const world: SmallWorld = {
      'shop/read_order': { run: () => ({ order_no: 'A-18343', grand_total: 52, lines: 3 }) },
      'shop/refund': { run: () => 'ok' },
    };
    const trace = await record('Refund order A-18343 in full.', world, async (call) => {
      await call('shop/read_order', { order_no: 'A-18343' });
      await call('shop/refund', { order_no: 'A-18343', amount: 52 });
    });
    const { workflow, questions } = inferWorkflow({ traces: [trace] });
    expect(showWorkflow(workflow)).toContain('amount: order.grand_total');
    expect(questions.map((question) => question.default)).toEqual(['held']);
  });

  test('goes to the member that the user said it is, also where others hold the same and it proves nothing', async () => {
    const said = 'Read the record and post its rank as heading and the lane of its owner as body.';
    const record = { lane: 3, rank: 3, open: true, owner: { floor: 3, lane: 3 }, note: null };
    expect(await writeAfter(said, record, { heading: 3, body: 3 })).toBe(
      'postNote = post_note(heading: record.rank, body: record.owner.lane)',
    );
    const flags = 'Read it and post its open as heading and its note as body.';
    expect(await writeAfter(flags, record, { heading: true, body: null })).toBe(
      'postNote = post_note(heading: record.open, body: record.note)',
    );
  });

  test('that is a small number which several members hold, none of them of that name, is asked', async () => {
    const world: SmallWorld = {
      'yard/get_van': { run: () => ({ ref: 'V-7', lane: 2, owner: 'D-4' }) },
      'yard/get_driver': { run: () => ({ ref: 'D-4', belongs_to: 2 }) },
      'yard/read_room': { run: () => ({ code: 2, phone: '+49 30 4471' }) },
      'yard/send_sms': { run: () => 'sent' },
    };
    const prompt = 'Look up van V-7, its driver, and the room of that one, and text the phone of the room.';
    const trace = await record(prompt, world, async (call) => {
      await call('yard/get_van', { ref: 'V-7' });
      await call('yard/get_driver', { ref: 'D-4' });
      await call('yard/read_room', { room_code: 2 });
      await call('yard/send_sms', { to: '+49 30 4471' });
    });
    const [question] = inferWorkflow({ traces: [trace] }).questions;
    expect(question?.options.map(({ label }) => label).slice(0, 2)).toEqual(['van.lane', 'driver.belongs_to']);
  });

  test('is the greatest of a list only where the user speaks of it: of a few numbers one always is', async () => {
    const said = 'Post a size for record K-7, at most once.';
    expect(await writeAfter(said, { rows: [{ size: 40 }, { size: 93 }] }, { size: 93 })).not.toContain('max(');
    const asked = 'Post the greatest size of record K-7.';
    expect(await writeAfter(asked, { rows: [{ size: 40 }, { size: 93 }] }, { size: 93 })).toContain('max(');
  });

  test('that is a template is taken apart into fixed words and references', async () => {
    expect(
      await writeAfter(
        'Post "<key> is now <state>".',
        { key: 'OPS-71', state: 'Waiting' },
        { text: 'OPS-71 is now Waiting' },
      ),
    ).toBe('postNote = post_note(text: `${record.key} is now ${record.state}`)');
  });

  test('that is a slug, a date or a part of a URL is that function of the member', async () => {
    expect(await writeAfter('Post.', { title: 'Parser fails: why?' }, { branch: 'parser-fails-why' })).toContain(
      'slug(record.title)',
    );
    expect(await writeAfter('Post.', { at: '2026-05-04T10:00:00Z' }, { due: '04.05.2026' })).toContain(
      'formatDate(record.at, "dd.MM.yyyy")',
    );
    expect(await writeAfter('Post.', { link: 'https://x.io/cases/9912' }, { case_no: 9912 })).toContain(
      'urlPart(record.link, "last")',
    );
  });

  test('that counts or adds up a list is that sum', async () => {
    const lines = [
      { qty: 2, price: 10 },
      { qty: 5, price: 32 },
    ];
    expect(
      await writeAfter('Say how many lines there are and their total price.', { lines }, { text: '2 lines, 42 EUR' }),
    ).toBe(
      'postNote = post_note(text: `${count(record.lines)} lines, ${sum(map(record.lines, line => line.price))} EUR`)',
    );
  });

  test('that is a text of lines is made line by line from the list', async () => {
    const rows = [
      { n: 'Ann', v: 31 },
      { n: 'Bob', v: 7 },
    ];
    expect(await writeAfter('One line per row.', { rows }, { text: '# All\n- Ann: 31\n- Bob: 7' })).toContain(
      'join(concat(["# All"], map(record.rows, row => `- ${row.n}: ${row.v}`)), "\\n")',
    );
  });

  test('that is a list with one item more is the list with this item', async () => {
    expect(await writeAfter('Add the tag "late".', { tags: ['vip', 'eu'] }, { tags: ['vip', 'eu', 'late'] })).toContain(
      'concat(record.tags, [$',
    );
  });

  test('is picked from a longer list by what the user said', async () => {
    const rooms = [
      { id: 'R-9x', name: 'ops' },
      { id: 'R-3k', name: 'sales' },
    ];
    expect(await writeAfter('Post to the room sales.', { rooms }, { room_id: 'R-3k' })).toBe(
      'postNote = post_note(room_id: find(record.rooms, room2 => eq(room2.name, $room)).id)',
    );
  });
});

test('calls that were made at the same time cannot feed each other', async () => {
  const world: SmallWorld = {
    'box/get_record': { run: () => ({ token: 'zx81q9' }) },
    'box/post_note': { run: () => 'posted' },
  };
  const trace = await record('Post zx81q9.', world, (call) =>
    Promise.all([call('box/get_record', { id: 1 }), call('box/post_note', { token: 'zx81q9' })]),
  );
  expect(showWorkflow(inferWorkflow({ traces: [trace] }).workflow)).toBe('postNote = post_note(token: $token)');
});

test('a version after the one that is there is reckoned from it', async () => {
  const tags = { next: '12.0.0', latest: '11.9.7' };
  const said = 'Draft the next minor version (from 1.4.2 that would be 1.5.0), counting from latest.';
  expect(await writeAfter(said, { id: 'K-7', tags }, { version: '11.10.0' })).toBe(
    'postNote = post_note(version: nextVersion(record.tags.latest, "minor"))',
  );
});
