import { describe, expect, test } from 'vitest';
import { shown } from '../../testing/shown.ts';
import type { SmallWorld } from '../../testing/small-world.ts';

const world: SmallWorld = {
  'hr/get_joiner': { run: () => ({ ref: 'j-7710', 'First name': 'Tessa', 'Last name': 'Fischer', room: 'R-1204' }) },
  'hr/make_account': { run: () => ({ ok: true }) },
  'hr/add_note': { run: () => ({ ok: true }) },
};

describe('the name of an account', () => {
  for (const [said, login, expected] of [
    ['first letter of the first name plus last name', 'tfischer', 'truncate(joiner2.First name, 1)'],
    ['first name, a point, last name', 'tessa.fischer', '${joiner2.First name}.${joiner2.Last name}'],
  ] as const) {
    test(`is made of the two names: ${said}`, async () => {
      const prompt = `Make an account for joiner j-7710. The login is the ${said}, all lower case, @inn.example.`;
      const { program, inputs } = await shown(prompt, world, async (call) => {
        await call('hr/get_joiner', { joiner: 'j-7710' });
        await call('hr/make_account', { login: `${login}@inn.example` });
      });
      expect(program).toContain(expected);
      expect(inputs).toContain('inn.example');
    });
  }

  test('that nothing gives is asked, and not kept in silence', async () => {
    const { questions } = await shown('Make an account for joiner j-7710.', world, async (call) => {
      await call('hr/get_joiner', { joiner: 'j-7710' });
      await call('hr/make_account', { login: 'qwertz@inn.example' });
    });
    expect(questions).toHaveLength(1);
  });
});

describe('a thing that the user named in the job and in the text', () => {
  test('is one value of theirs', async () => {
    const prompt = 'Put a desk lamp into the room of joiner j-7710. The note is "a desk lamp for <first name>".';
    const { program, inputs } = await shown(prompt, world, async (call) => {
      await call('hr/get_joiner', { joiner: 'j-7710' });
      await call('hr/add_note', { room: 'R-1204', note: 'a desk lamp for Tessa' });
    });
    expect(program).toMatch(/note: `\$\{\$\w+\} for \$\{joiner\d?\.First name\}`/);
    expect(inputs).toContain('a desk lamp');
  });

  test('is fixed text where only the text names it', async () => {
    const prompt = 'Leave a note in the room of joiner j-7710: "a warm welcome to <first name>".';
    const { inputs } = await shown(prompt, world, async (call) => {
      await call('hr/get_joiner', { joiner: 'j-7710' });
      await call('hr/add_note', { room: 'R-1204', note: 'a warm welcome to Tessa' });
    });
    expect(inputs).toEqual(['j-7710']);
  });
});

test('the folder of a month is of the date, and the file keeps its name', async () => {
  const files: SmallWorld = {
    'box/stat': { run: () => ({ changed: '2025-03-09T07:40:00Z' }) },
    'box/copy': { run: () => ({ ok: true }) },
  };
  const prompt = 'Copy in/report-239.tiff to old/<year>/<month>/<file name>, by the date it was changed.';
  const { program, questions } = await shown(prompt, files, async (call) => {
    await call('box/stat', { path: 'in/report-239.tiff' });
    await call('box/copy', { from: 'in/report-239.tiff', to: 'old/2025/03/report-239.tiff' });
  });
  expect(program).toMatch(/`old\/\$\{formatDate\(stat\.changed, "yyyy\/MM"\)\}\/\$\{pathBase\(\$\w+\)\}`/);
  expect(questions).toEqual([]);
});

test('who has most of something is never nobody', async () => {
  const jobs = ['ada', null, 'bo', null, 'ada', null, 'ada', null].map((who, at) => ({
    job: `jb-${at}71`,
    owner: who && { login: who },
  }));
  const team: SmallWorld = { 'team/list_jobs': { run: () => jobs }, 'team/post': { run: () => 'ok' } };
  const { program } = await shown('Post who has the most jobs: "<login> has <n>".', team, async (call) => {
    await call('team/list_jobs');
    await call('team/post', { text: 'ada has 3' });
  });
  expect(program).toMatch(/groupBy\(filter\(jobs, \w+ => not\(isEmpty\(\w+\.owner\.login\)\)\)/);
});

describe('what stands in a text that the user wrote', () => {
  const orders = [1, 2, 3].map((at) => ({ order: `or-77${at}0`, items: at + 1 }));
  const shop: SmallWorld = { 'shop/list_orders': { run: () => orders }, 'shop/note': { run: () => ({ ok: true }) } };

  test('as a version or a key is theirs to change', async () => {
    const said = 'Note on every order "<items> items, shipped with batch 7.29.1".';
    const { program, inputs, questions } = await shown(said, shop, async (call) => {
      await call('shop/list_orders');
      for (const { order, items } of orders)
        await call('shop/note', { order, text: `${items} items, shipped with batch 7.29.1` });
    });
    expect(inputs).toEqual(['7.29.1']);
    expect(program).toMatch(/`\$\{order\.items\} items, shipped with batch \$\{\$\w+\}`/);
    expect(questions).toEqual([]);
  });

  test('and that they did not write is asked where it looks like a key, also where every row has it', async () => {
    const { questions } = await shown('Note on every order how many items it has.', shop, async (call) => {
      await call('shop/list_orders');
      for (const { order, items } of orders) await call('shop/note', { order, text: `${items} items (Q7X-90412)` });
    });
    expect(questions).toHaveLength(1);
  });

  test('is made of what they said in the sentence, where the sentence says the same words', async () => {
    const logs: SmallWorld = {
      'logs/find': { run: () => ({ entries: [{ address: '200.213.168.25' }] }) },
      'logs/block': { run: () => ({ ok: true }) },
    };
    const said = 'Look up the request req-cca4f9 and block its address with the comment "request req-cca4f9".';
    const { program, inputs } = await shown(said, logs, async (call) => {
      await call('logs/find', { request: 'req-cca4f9' });
      await call('logs/block', { address: '200.213.168.25', comment: 'request req-cca4f9' });
    });
    expect(inputs).toEqual(['req-cca4f9']);
    expect(program).toMatch(/comment: `request \$\{\$request\}`/);
  });
});

test('the extension that the user speaks of is that of the file', async () => {
  const photos: SmallWorld = {
    'dam/get_photo': { run: () => ({ photo: 'ph-1544', file: 'P107586.JPG', shoot: 'MR17' }) },
    'dam/rename': { run: () => ({ ok: true }) },
  };
  const said = 'Rename photo ph-1544 to <shoot in lower case>.<extension in lower case>, for example "ab12.jpg".';
  const { program } = await shown(said, photos, async (call) => {
    await call('dam/get_photo', { photo: 'ph-1544' });
    await call('dam/rename', { photo: 'ph-1544', name: 'mr17.jpg' });
  });
  expect(program).toMatch(/`\$\{lower\(photo\d?\.shoot\)\}\.\$\{lower\(pathExt\(photo\d?\.file\)\)\}`/);
});
