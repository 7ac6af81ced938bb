import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const build = (ref: string, day: number, result: string, minutes: number): JsonObject => ({
  ref,
  finished: `2026-02-0${day}T08:00:00Z`,
  result,
  minutes,
});
const BUILDS: Readonly<Record<string, readonly JsonObject[]>> = {
  'p-41': [build('b-1', 4, 'failed', 12), build('b-2', 9, 'passed', 31)],
  'p-42': [build('b-3', 7, 'failed', 8), build('b-4', 2, 'passed', 45)],
  'p-43': [build('b-5', 1, 'passed', 51), build('b-6', 8, 'failed', 20), build('b-7', 3, 'failed', 33)],
  'p-44': [build('b-8', 3, 'passed', 9)],
};
const newest = (builds: readonly JsonObject[]): JsonObject | undefined =>
  [...builds].sort((a, b) => String(b.finished).localeCompare(String(a.finished)))[0];

/** Looks at the builds of each project and restarts those that are meant. */
async function program(prompt: string, args: (builds: readonly JsonObject[]) => JsonObject | null) {
  const world: SmallWorld = {
    'ci/list_projects': { run: () => ({ projects: Object.keys(BUILDS).map((project) => ({ project })) }) },
    'ci/list_builds': { run: ({ project }) => ({ builds: [...(BUILDS[String(project)] ?? [])] }) },
    'ci/restart': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('ci/list_projects');
    for (const [project, builds] of Object.entries(BUILDS)) {
      await call('ci/list_builds', { project });
      const given = args(builds);
      if (given !== null) await call('ci/restart', { project, ...given });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { shown: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

const NEWEST = String.raw`first\(sort\(builds\.builds, \w+\.finished desc, take 1\)\)`;

describe('the entry that comes first in a list that each thing has of its own', () => {
  test('is looked at where the user speaks of the newest one', async () => {
    const { shown, questions } = await program(
      'Look at the last build of each project. If it failed, restart the project.',
      (builds) => (newest(builds)?.result === 'failed' ? {} : null),
    );
    expect(shown).toMatch(new RegExp(`if eq\\(${NEWEST}\\.result, \\$\\w+\\)`));
    expect(questions).toEqual([]);
  });

  test('gives what is written, and is measured', async () => {
    const { shown, questions } = await program(
      'Restart each project whose latest build took more than 15 minutes, with the reason "took <minutes> minutes".',
      (builds) => {
        const minutes = Number(newest(builds)?.minutes);
        return minutes > 15 ? { reason: `took ${minutes} minutes` } : null;
      },
    );
    expect(shown).toMatch(new RegExp(`if gt\\(${NEWEST}\\.minutes, \\$\\w+\\)`));
    expect(shown).toMatch(new RegExp(`took \\$\\{${NEWEST}\\.minutes\\} minutes`));
    expect(questions).toEqual([]);
  });

  test('is the first of its kind, where the user names the kind', async () => {
    const { shown, questions } = await program(
      'Restart each project whose oldest failed build took at most 15 minutes.',
      (builds) => {
        const failed = builds.filter(({ result }) => result === 'failed');
        const [first] = failed.sort((a, b) => String(a.finished).localeCompare(String(b.finished)));
        return first !== undefined && Number(first.minutes) <= 15 ? {} : null;
      },
    );
    expect(shown).toMatch(
      /le\(first\(sort\(filter\(builds\.builds, \w+ => eq\(\w+\.result, .+\.finished asc, take 1\)\)\.minutes, \$\w+\)/,
    );
    expect(questions).toEqual([]);
  });

  test('is not meant where the user speaks of the newest of a kind', async () => {
    const { shown } = await program(
      'Restart each project with the reason "<ref>" of its newest failed build, where it has one.',
      (builds) => {
        const failed = newest(builds.filter(({ result }) => result === 'failed'));
        return failed === undefined ? null : { reason: String(failed.ref) };
      },
    );
    expect(shown).not.toMatch(new RegExp(NEWEST));
    expect(shown).toMatch(/first\(sort\(filter\(builds\.builds, .*\.finished desc, take /);
  });

  test('is not meant where any of them will do', async () => {
    const { shown } = await program('Restart each project that has any build that failed.', (builds) =>
      builds.some(({ result }) => result === 'failed') ? {} : null,
    );
    expect(shown).not.toContain('sort(');
  });
});
