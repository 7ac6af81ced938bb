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
