import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const mails = [
  { mail_id: 'ml-901', text: 'The heater in my room has been cold since Monday, please fix it.', kind: 'complaint' },
  { mail_id: 'ml-902', text: 'You have won a free cruise, click here to claim it now!', kind: 'spam' },
  { mail_id: 'ml-903', text: 'Could you tell me when the pool opens on Sundays?', kind: 'question' },
  { mail_id: 'ml-904', text: 'The shower is leaking onto the floor of the bathroom.', kind: 'complaint' },
  { mail_id: 'ml-905', text: 'Is breakfast included in the price of the double room?', kind: 'question' },
  { mail_id: 'ml-906', text: 'Cheap watches, best prices, only today for you my friend.', kind: 'spam' },
  { mail_id: 'ml-907', text: 'Thank you for the lovely stay, we will come back soon.', kind: 'thanks' },
];

/** Does with each mail what its kind asks for; `length` mails are in the box. */
async function program(
  prompt: string,
  acts: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>>,
  length = mails.length,
) {
  const box = mails.slice(0, length);
  const world: SmallWorld = {
    'mail/list_mails': { run: () => ({ mails: box.map(({ mail_id, text }) => ({ mail_id, text })) }) },
    ...Object.fromEntries(Object.values(acts).map(([name]) => [name, { run: () => 'ok' }])),
  };
  const trace = await record(prompt, world, async (call) => {
    await call('mail/list_mails');
    for (const { mail_id, kind } of box) {
      const act = acts[kind];
      if (act !== undefined) await call(act[0], { mail_id, ...act[1] });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { shown: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

const complaint = ['desk/open_ticket', {}] as const;
const question = ['mail/forward', { to: 'desk@inn.example' }] as const;
const spam = ['mail/delete', {}] as const;

describe('branches that nothing but judgement tells apart', () => {
  test('are one choice among what the user said of each', async () => {
    const { shown, questions } = await program(
      'Read each mail and decide what it is: for complaints open a ticket, questions are forwarded to desk@inn.example, and spam is deleted.',
      { complaint, question, spam },
      6,
    );
    expect(shown.match(/judge\(/g)).toHaveLength(1);
    expect(shown).toContain('if eq(choice, "for complaints open a ticket")');
    expect(shown).toContain('if eq(choice, "questions are forwarded to desk@inn.example")');
    expect(shown).toContain('if eq(choice, "spam is deleted")');
    expect(questions).toEqual([]);
  });

  test('may leave some items alone', async () => {
    const { shown, questions } = await program(
      'Go through the mails and decide about each one:\n- a complaint: open a ticket\n- a question: forward it to desk@inn.example\nAnything else stays.',
      { complaint, question },
    );
    expect(shown).toContain('for mail of mails.mails');
    expect(shown.match(/judge\(/g)).toHaveLength(1);
    expect(shown).toContain('if eq(choice, "a question: forward it to desk@inn.example")');
    expect(questions).toEqual([]);
  });

  test('are yes or no where there are two of them and nothing else', async () => {
    const { shown } = await program(
      'Classify the mails. Complaints get a ticket, so open one; everything else is forwarded to desk@inn.example.',
      { complaint, question, spam: question, thanks: question },
    );
    expect(shown).toContain('if eq(wanted, true)');
    expect(shown).toContain('else');
  });

  test('are not judged where the user asks for no judgement', async () => {
    const { shown } = await program(
      'In the box forward questions to desk@inn.example, delete spam, and for complaints open a ticket.',
      { complaint, question, spam },
      6,
    );
    expect(shown).not.toContain('choice');
  });
});
