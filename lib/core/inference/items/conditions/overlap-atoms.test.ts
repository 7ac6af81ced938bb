import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record } from '../../testing/small-world.ts';

/** The program and its questions where one write was made for each absence that is taken, beside the sprint. */
async function taking(prompt: string, absences: readonly JsonObject[], taken: readonly number[], sprint: Json) {
  const items = absences.map((absence, at) => ({ id: `ab-${at}k${at * 7}`, ...absence }));
  const trace = await record(
    prompt,
    {
      'desk/get_sprint': { run: () => sprint },
      'desk/list_absences': { run: () => ({ absences: items }) },
      'desk/flag': { run: () => 'ok' },
    },
    async (call) => {
      await call('desk/get_sprint');
      await call('desk/list_absences');
      for (const at of taken) await call('desk/flag', { id: items[at]?.id ?? '' });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return {
    program: showWorkflow(workflow),
    questions: questions.map(({ options }) => options.map(({ label }) => label)),
  };
}

const SPRINT = { name: 'Kingfisher', starts_on: '2026-03-09', ends_on: '2026-03-20' };
const AWAY: readonly JsonObject[] = [
  { from: '1 Mar 2026', until: '6 Mar 2026' },
  { from: '5 Mar 2026', until: '9 Mar 2026' },
  { from: '11 Mar 2026', until: '12 Mar 2026' },
  { from: '2 Mar 2026', until: '1 Apr 2026' },
  { from: '21 Mar 2026', until: '30 Mar 2026' },
];

test('"during the sprint" is a time that overlaps it, with its first and last day, however both are written', async () => {
  const { program, questions } = await taking('Flag the absences during the sprint.', AWAY, [1, 2, 3], SPRINT);
  expect(program).toMatch(/not\(after\(parseDate\(\w+\.from\), sprint\.ends_on\)\)/);
  expect(program).toMatch(/not\(before\(parseDate\(\w+\.until\), sprint\.starts_on\)\)/);
  expect(questions).toEqual([]);
});

test('times of the day that only touch do not overlap', async () => {
  const slots: readonly JsonObject[] = [
    { start: '2026-03-09T08:00:00Z', end: '2026-03-09T09:00:00Z' },
    { start: '2026-03-09T09:30:00Z', end: '2026-03-09T10:30:00Z' },
    { start: '2026-03-09T11:00:00Z', end: '2026-03-09T12:00:00Z' },
    { start: '2026-03-09T10:30:00Z', end: '2026-03-09T12:30:00Z' },
  ];
  const sprint = { name: 'Kingfisher', start: '2026-03-09T09:00:00Z', end: '2026-03-09T11:00:00Z' };
  const { program, questions } = await taking('Flag the absences that overlap the sprint.', slots, [1, 3], sprint);
  expect(program).toMatch(/lt\(\w+\.start, sprint\.end\).*gt\(\w+\.end, sprint\.start\)/);
  expect(questions).toEqual([]);
});

test('whether days that only touch overlap is asked where no row shows it', async () => {
  const apart = AWAY.filter((_, at) => at !== 1);
  const { questions } = await taking('Flag the absences that overlap the sprint.', apart, [1, 2], SPRINT);
  expect(questions.map((options) => options.slice(0, 2))).toEqual([
    [expect.stringMatching(/overlaps sprint$/), expect.stringMatching(/and not only at the edge$/)],
  ]);
});
