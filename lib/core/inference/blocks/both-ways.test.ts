import { describe, expect, test } from 'vitest';
import type { Json } from '../../json/json.ts';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

describe('what is done with some items and something else with the others', () => {
  const guests = [
    { guest: 'g-11', mobile: '+4711', mail: 'ann@inn.example' },
    { guest: 'g-12', mobile: null, mail: 'bob@inn.example' },
    { guest: 'g-13', mobile: '+4713', mail: 'cy@inn.example' },
  ];
  const world: SmallWorld = {
    'inn/list_guests': { run: () => guests },
    'out/send_sms': { run: () => ({ sent: true }) },
    'out/send_mail': { run: () => ({ sent: true }) },
  };

  test('are the two sides of one condition, and nothing is asked', async () => {
    const { program, questions } = await shown(
      'Tell all guests "The pool is closed." by SMS; who has no mobile gets it by mail.',
      world,
      async (call) => {
        await call('inn/list_guests');
        for (const { mobile, mail } of guests) {
          if (mobile !== null) await call('out/send_sms', { to: mobile, text: 'The pool is closed.' });
          else await call('out/send_mail', { to: mail, text: 'The pool is closed.' });
        }
      },
    );
    expect(program).toMatch(/if (not\()?isEmpty\(guest\.mobile\)/);
    expect(program).toContain('else');
    expect(program.match(/\bif /g)).toHaveLength(1);
    expect(questions).toEqual([]);
  });
});

describe('find or create', () => {
  const known: Record<string, number> = { 'ann@inn.example': 5101, 'cy@inn.example': 5103 };
  const mails = ['ann@inn.example', 'bob@inn.example', 'cy@inn.example', 'di@inn.example'];
  const made = new Map([
    ['bob@inn.example', 7702],
    ['di@inn.example', 7704],
  ]);
  const world: SmallWorld = {
    'crm/find_people': {
      run: ({ mail }) => ({
        people: known[String(mail)] === undefined ? [] : [{ person_id: known[String(mail)] ?? 0 }],
      }),
    },
    'crm/create_person': { run: ({ mail }) => ({ person_id: made.get(String(mail)) ?? 0 }) },
    'crm/give_gift': { run: () => ({ ok: true }) },
  };

  test('goes on with the id of either, without a question', async () => {
    const { program, questions } = await shown(
      `Give a gift to ${mails.slice(0, -1).join(', ')} and ${mails.at(-1)}; create those who do not exist yet.`,
      world,
      async (call) => {
        for (const mail of mails) {
          await call('crm/find_people', { mail });
          if (known[mail] === undefined) await call('crm/create_person', { mail });
          await call('crm/give_gift', { person_id: known[mail] ?? made.get(mail) ?? 0 });
        }
      },
    );
    expect(program).toMatch(/if isEmpty\(people\.people\)/);
    expect(program).toMatch(/give_gift\(person_id: .*isNull/);
    expect(questions).toEqual([]);
  });
});

describe('a look-up that several items share', () => {
  const claims = [
    { claim: 'c-701', sum: 900, by: 'E-121' },
    { claim: 'c-702', sum: 40, by: 'E-130' },
    { claim: 'c-703', sum: 800, by: 'E-121' },
  ];
  const world: SmallWorld = {
    'pay/list_claims': { run: () => claims },
    'pay/approve': { run: () => ({ ok: true }) },
    'pay/get_person': { run: () => ({ manager: 'E-199', name: 'Ann' }) },
    'pay/ask_review': { run: () => ({ ok: true }) },
  };

  test('and is read anew each time belongs to the item whose next call needs it', async () => {
    const { program, questions } = await shown(
      'Approve claims up to 500; for more than that ask the manager of the person for a review.',
      world,
      async (call) => {
        await call('pay/list_claims');
        for (const { claim, sum, by } of claims) {
          if (sum <= 500) await call('pay/approve', { claim });
          else {
            await call('pay/get_person', { person: by });
            await call('pay/ask_review', { claim, reviewer: 'E-199' });
          }
        }
      },
    );
    expect(program).toContain('get_person(person: claim.by)');
    expect(program).toContain('reviewer: person.manager');
    expect(questions).toEqual([]);
  });

  test('belongs to each of the items too where all of it was read before anything was done', async () => {
    const { program, questions } = await shown(
      'For each claim of more than 500 ask the manager of the person for a review.',
      world,
      async (call) => {
        await call('pay/list_claims');
        for (const { by } of claims.filter(({ sum }) => sum > 500)) await call('pay/get_person', { person: by });
        for (const { claim } of claims.filter(({ sum }) => sum > 500))
          await call('pay/ask_review', { claim, reviewer: 'E-199' });
      },
    );
    expect(program).toContain('get_person(person: claim.by)');
    expect(program).toContain('reviewer: person.manager');
    expect(questions).toEqual([]);
  });
});

test('a write in one pass only finds its item by what was read for it', async () => {
  const records: Record<string, Json> = {
    mail: [],
    ci: [{ record: 'r-fb7c43', value: '10.0.0.1' }],
    www: [{ record: 'r-9a2e11', value: '10.9.9.9' }],
  };
  const world: SmallWorld = {
    'dns/list_records': { run: ({ host }) => ({ records: records[String(host)] ?? [] }) },
    'dns/create_record': { run: () => ({ record: 'r-new001' }) },
    'dns/update_record': { run: () => ({ ok: true }) },
  };
  const { program } = await shown(
    'Let mail, ci and www point to 10.9.9.9. Add what is missing, change what is there, but not what is right already.',
    world,
    async (call) => {
      await call('dns/list_records', { host: 'mail' });
      await call('dns/create_record', { host: 'mail', value: '10.9.9.9' });
      await call('dns/list_records', { host: 'ci' });
      await call('dns/update_record', { record: 'r-fb7c43', value: '10.9.9.9' });
      await call('dns/list_records', { host: 'www' });
    },
  );
  expect(program).toMatch(/if some\(records\.records, \w+ => ne\(\w+\.value, \$\w+\)\)/);
  expect(program).toMatch(/update_record\(record: only\(records\.records.*\)\.record/);
});

test('a loop does not go through its own list again, and a list with bullets ends with its bullets', async () => {
  const world: SmallWorld = {
    'wms/create_bin': { run: ({ code }) => ({ bin: `id of ${code}` }) },
    'wms/print_label': { run: () => ({ ok: true }) },
  };
  const { program, questions } = await shown(
    'New bins:\n- F-09\n- B-11\n- G-14\nCreate them, then print a label for each.',
    world,
    async (call) => {
      for (const code of ['F-09', 'B-11', 'G-14']) await call('wms/create_bin', { code });
      for (const code of ['F-09', 'B-11', 'G-14']) await call('wms/print_label', { bin: `id of ${code}` });
    },
  );
  expect(program.match(/for /g)).toHaveLength(1);
  expect(questions).toEqual([]);
});

test('what a model has to read is not decided by an empty list that happens to be there', async () => {
  const letters = [
    'My mail never came.',
    'I am done, end the contract.',
    'Where is the price list?',
    'We move away from you.',
  ];
  const cases = letters.map((text, at) => ({
    case: `cs-77${at}0`,
    tags: at % 2 === 0 ? ['vip'] : [],
    text: `Hello, ${text}`,
  }));
  const world: SmallWorld = {
    'desk/list_cases': { run: () => cases.map((one) => ({ case: one.case })) },
    'desk/get_case': { run: ({ case: id }) => cases.find((one) => one.case === id) ?? null },
    'desk/tag_case': { run: () => ({ ok: true }) },
  };
  const { program, questions } = await shown(
    'Read the cases. If the customer wants to leave, tag the case "churn".',
    world,
    async (call) => {
      await call('desk/list_cases');
      for (const one of cases) await call('desk/get_case', { case: one.case });
      for (const one of cases) if (one.tags.length === 0) await call('desk/tag_case', { case: one.case, tag: 'churn' });
    },
  );
  expect(program).toContain('judge(');
  expect(questions).toEqual(['desk/tag_case was called for 2 of 4 items. What decides?']);
});

test('what one round made stands in the texts of others, and each of them is for its own item', async () => {
  const assets = [
    { key: 'a-417', status: 'active', seats: 27 },
    { key: 'a-423', status: 'pending', seats: 34 },
    { key: 'a-431', status: 'active', seats: 41 },
    { key: 'a-447', status: 'pending', seats: 58 },
  ];
  const made: { label: string; number: string }[] = [];
  const world: SmallWorld = {
    'yard/list_assets': { run: () => assets },
    'yard/find_campaigns': { run: ({ label }) => ({ matches: made.filter((one) => one.label === label) }) },
    'yard/create_campaign': {
      run: ({ label }) => {
        const campaign = { label: String(label), number: `N-${27_129 + made.length * 86}` };
        made.push(campaign);
        return campaign;
      },
    },
    'post/send_letter': { run: () => 'ok' },
  };
  const prompt =
    'For each asset find the campaign whose label is the status of the asset, create it if there is none, and send a letter with the opening "[<campaign number>] <seats>".';
  const { program, questions } = await shown(prompt, world, async (call) => {
    await call('yard/list_assets');
    for (const { status, seats } of assets) {
      await call('yard/find_campaigns', { label: status });
      if (!made.some(({ label }) => label === status)) await call('yard/create_campaign', { label: status });
      const number = made.find(({ label }) => label === status)?.number;
      await call('post/send_letter', { opening: `[${number}] ${seats}` });
    }
  });
  expect(program.match(/send_letter/g)).toHaveLength(1);
  expect(questions).toEqual([]);
});
