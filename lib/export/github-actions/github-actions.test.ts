import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { placedBundle, TRIGGERS, textOf } from '../test/placed-bundle.ts';
import { actionsProblems } from './test/actions-problems.ts';

const PATH = '.github/workflows/raise-tickets-for-pull-requests.yaml';
const [byHand, bySchedule] = TRIGGERS;
const workflowOf = async (trigger = bySchedule) =>
  parse(textOf(await placedBundle('github-actions', trigger ?? { on: 'manual' }, 'postgres'), PATH));

test("the guide is where GitHub does not show it in place of the agent's own README", async () => {
  const { files } = await placedBundle('github-actions', { on: 'manual' }, 'postgres');
  expect(files.map(({ path }) => path).filter((path) => path.endsWith('README.md'))).toEqual([
    '.github/workflows/README.md',
    'README.md',
  ]);
});

describe('the workflow of GitHub Actions', () => {
  test.each([byHand, bySchedule])(
    'may do nothing but read, and applies only where somebody said so',
    async (trigger) => {
      expect(actionsProblems(await workflowOf(trigger))).toEqual([]);
    },
  );

  test('has a schedule where the agent has one', async () => {
    expect((await workflowOf(bySchedule)).on.schedule).toEqual([{ cron: '0 7 * * 1-5' }]);
    expect((await workflowOf(byHand)).on.schedule).toBeUndefined();
  });

  test('hands every secret and setting of a pass to the steps that run one, and none of a server', async () => {
    const { steps } = (await workflowOf()).jobs.run;
    const plan = steps.find(({ name }: { readonly name: string }) => name === 'Plan');
    expect(Object.keys(plan.env)).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'API_KEY', 'CODE_HOST_URL', 'TRACKER_PATH', 'RECORDED_EFFECTS']),
    );
    expect(JSON.stringify(steps)).not.toContain('RUN_TOKEN');
  });

  test('is refused where it cannot work, in words that say what to do', async () => {
    const refused = (trigger: Parameters<typeof placedBundle>[1], state: 'sqlite' | 'postgres') =>
      expect(placedBundle('github-actions', trigger, state)).rejects;
    await refused({ on: 'manual' }, 'sqlite').toThrow('The disk of a runner is lost after each run');
    await refused({ on: 'webhook', path: 'x' }, 'postgres').toThrow('choose a schedule, or by hand');
    const berlin = { on: 'schedule', cron: '0 7 * * *', timeZone: 'Europe/Berlin' } as const;
    await refused(berlin, 'postgres').toThrow('give the line in UTC');
  });
});

// biome-ignore lint/suspicious/noExplicitAny: parsed YAML is broken member by member.
type Loose = any;

test.each<[breaks: (file: Loose) => void, found: string]>([
  [
    (file) => {
      file.permissions.contents = 'write';
    },
    'its token may do more than read',
  ],
  [
    (file) => {
      file.concurrency['cancel-in-progress'] = true;
    },
    'a run may be cancelled in the middle of a write',
  ],
  [
    ({ jobs }) => {
      jobs.run['timeout-minutes'] = 360;
    },
    'a run that hangs goes on for hours',
  ],
  [
    ({ jobs }) => {
      jobs.run.steps[1].uses = 'actions/setup-node@main';
    },
    'an action has no version',
  ],
  [
    (file) => {
      file.on.workflow_dispatch.inputs.dry_run.default = false;
    },
    'a run by hand changes something by itself',
  ],
  [
    ({ jobs }) => {
      jobs.run.steps[2].env = jobs.run.steps[3].env;
    },
    'the installation of packages sees secrets',
  ],
  [
    ({ jobs }) => {
      jobs.run.steps[3].run += ' $' + '{{ github.ref }}';
    },
    'a value is written into a script',
  ],
  [
    ({ jobs }) => {
      delete jobs.run.steps.at(-1).if;
    },
    'it applies where nobody said so',
  ],
  [
    ({ jobs }) => {
      delete jobs.run.steps[0].with;
    },
    'the token is left in the checkout',
  ],
])('a broken workflow is found: %#', async (breaks, found) => {
  const file = await workflowOf();
  breaks(file);
  expect(actionsProblems(file)).toEqual([found]);
});
