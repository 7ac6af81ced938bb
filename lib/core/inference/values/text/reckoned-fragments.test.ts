import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record } from '../../testing/small-world.ts';
import { writeAfter } from '../../testing/write-after.ts';

const hire = { ref: 'H-88', nights: 6, night_cents: 1250, ends_at: 1_817_706_900 };

test('a text holds what the user told to multiply, as money is written', async () => {
  const body = '6 nights at 12.50 make 75.00, until 2027-08-08';
  const prompt = 'Note "<nights> nights at <price> make <nights times price>, until <day>".';
  expect(await writeAfter(prompt, hire, { body })).toContain(
    'body: `${record.nights} nights at ${fixed(div(record.night_cents, 100), 2)} make ${fixed(div(mul(record.nights, record.night_cents), 100), 2)}, until ${formatDate(fromEpoch(record.ends_at, "second"), "yyyy-MM-dd")}`',
  );
});

test('numbers on a card are texts, and are reckoned with all the same', async () => {
  const written = { ref: 'H-88', nights: '6', night_cents: '1250' };
  expect(await writeAfter('Charge nights times the price.', written, { cents: 7500 })).toContain(
    'cents: mul(toNumber(record.night_cents), toNumber(record.nights))',
  );
});

test('without a word for it nothing is multiplied', async () => {
  expect(await writeAfter('Note the hire.', hire, { body: 'Hire of 75.00' })).not.toContain('mul(');
});

test('the greatest of numbers that only name something is nothing; the one of that name is meant', async () => {
  const lines = [
    { line_no: 18, label: 'press-old' },
    { line_no: 23, label: 'old press' },
    { line_no: 36, label: 'press' },
  ];
  const trace = await record(
    'Stop the most recent job of the line called exactly "press".',
    {
      'plant/find_lines': { run: () => ({ lines }) },
      'plant/list_jobs': {
        run: () => ({
          jobs: [
            { job: 'J-401', began_at: 1_796_009_305 },
            { job: 'J-377', began_at: 1_796_003_145 },
          ],
        }),
      },
      'plant/stop_job': { run: () => 'ok' },
    },
    async (call) => {
      await call('plant/find_lines', { label: 'press' });
      await call('plant/list_jobs', { line_no: 36 });
      await call('plant/stop_job', { job: 'J-401' });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  const program = showWorkflow(workflow);
  expect(program).toContain('line_no: find(lines.lines, line => eq(line.label, $label)).line_no');
  expect(program).toMatch(/job: first\(sort\(jobs\.jobs, \w+\.began_at desc, take 1\)\)\.job/);
  expect(questions).toEqual([]);
});
