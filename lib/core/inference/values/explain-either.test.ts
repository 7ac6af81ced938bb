import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

type Script = Parameters<typeof record>[2];

async function program(prompt: string, world: SmallWorld, script: Script) {
  const { workflow, questions } = inferWorkflow({ traces: [await record(prompt, world, script)] });
  return { shown: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

const bills = [
  { bill: 'bi-41', total: 120 },
  { bill: 'bi-42', total: 800 },
  { bill: 'bi-43', total: 499 },
  { bill: 'bi-44', total: 501 },
  { bill: 'bi-45', total: 5000 },
  { bill: 'bi-46', total: 90 },
];
const till: SmallWorld = { 'till/list_bills': { run: () => ({ bills }) }, 'till/hand_over': { run: () => 'ok' } };

const clerks: Readonly<Record<string, { away: boolean; mail: string; deputy: { mail: string } }>> = {
  'cl-1': { away: false, mail: 'ann@bank.example', deputy: { mail: 'bea@bank.example' } },
  'cl-2': { away: true, mail: 'cem@bank.example', deputy: { mail: 'dag@bank.example' } },
  'cl-3': { away: false, mail: 'eli@bank.example', deputy: { mail: 'fay@bank.example' } },
};
const letters = ['cl-1', 'cl-2', 'cl-3', 'cl-2'].map((clerk, at) => ({ letter: `le-51${at}`, clerk }));
const bank: SmallWorld = {
  'bank/list_letters': { run: () => ({ letters }) },
  'bank/get_clerk': { run: ({ clerk }) => ({ clerk: String(clerk), ...clerks[String(clerk)] }) },
  'bank/pass_on': { run: () => 'ok' },
};
const passOn: Script = async (call) => {
  await call('bank/list_letters');
  for (const { letter, clerk } of letters) {
    await call('bank/get_clerk', { clerk });
    const { away, mail, deputy } = clerks[clerk] ?? { away: false, mail: '', deputy: { mail: '' } };
    await call('bank/pass_on', { letter, to: away ? deputy.mail : mail });
  }
};

describe('a value with one source in some rows and another in others', () => {
  test('goes by the limits that the user named', async () => {
    const { shown, questions } = await program(
      'Hand over each bill: more than 2000 EUR to audit@till.example, more than 500 EUR to chief@till.example, all others to desk@till.example.',
      till,
      async (call) => {
        await call('till/list_bills');
        for (const { bill, total } of bills) {
          const name = total > 2000 ? 'audit' : total > 500 ? 'chief' : 'desk';
          await call('till/hand_over', { bill, to: `${name}@till.example` });
        }
      },
    );
    expect(shown).toMatch(/to: \(gt\(bill\.total, \$\w+\) \? \$\w+ : \(gt\(bill\.total, \$\w+\) \? \$\w+ : \$\w+\)\)/);
    expect(questions).toEqual([]);
  });

  test('goes by a flag that the user named', async () => {
    const { shown, questions } = await program(
      'Pass each letter on to its clerk, or if the clerk is away to the deputy of the clerk.',
      bank,
      passOn,
    );
    expect(shown).toMatch(/to: \((ne|eq)\(clerk\.away, true\) \? clerk\.(deputy\.)?mail : clerk\.(deputy\.)?mail\)/);
    expect(questions).toEqual([]);
  });

  test('is not explained where the user named no reason', async () => {
    const { questions } = await program('Pass each letter on to whom it is for.', bank, passOn);
    expect(questions).not.toEqual([]);
  });
});
