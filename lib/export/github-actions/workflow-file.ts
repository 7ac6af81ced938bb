import type { Language } from '#core/deploy/target.ts';
import type { AgentPackage } from '../agents/agent-package.ts';

/** The members of a GitHub Actions workflow that we write; the compiler refuses others. */
export interface WorkflowFile {
  readonly name: string;
  readonly on: {
    readonly schedule?: readonly { readonly cron: string }[];
    readonly workflow_dispatch: { readonly inputs: Readonly<Record<string, BooleanInput>> };
  };
  readonly permissions: Readonly<Record<string, 'read'>>;
  readonly concurrency: { readonly group: string; readonly 'cancel-in-progress': false };
  readonly jobs: Readonly<Record<string, Job>>;
}

interface BooleanInput {
  readonly description: string;
  readonly type: 'boolean';
  readonly default: boolean;
}

interface Job {
  readonly 'runs-on': string;
  readonly 'timeout-minutes': number;
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | boolean>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a hosted runner needs before the packages of an agent can be installed. */
const SET_UP: Readonly<Record<Language, Step>> = {
  typescript: { name: 'Set up Node', uses: 'actions/setup-node@v5', with: { 'node-version': '24', cache: 'npm' } },
  python: { name: 'Set up Python', uses: 'actions/setup-python@v6', with: { 'python-version': '3.13', cache: 'pip' } },
};

/** Whether this run changes something: by hand where it was said, by the schedule where the repository says so. */
const APPLIES =
  "github.event_name == 'workflow_dispatch' && !inputs.dry_run || github.event_name == 'schedule' && vars.DRY_RUN == 'false'";

/** One pass of the agent on a hosted runner. Nothing of the workflow's texts is in it: names are ours, values are GitHub's. */
export function workflowFile(agent: AgentPackage): WorkflowFile {
  const { name, trigger, language, install, program, uses } = agent;
  const command = (words: readonly string[]) => [...program.installed, ...words].join(' ');
  const env = passEnvironment(agent);
  return {
    name,
    on: {
      ...(trigger.on === 'schedule' ? { schedule: [{ cron: trigger.cron.trim() }] } : {}),
      workflow_dispatch: {
        inputs: {
          dry_run: { description: 'Only show what would change', type: 'boolean', default: true },
          approve: { description: 'Agree to every change that waits for approval', type: 'boolean', default: false },
        },
      },
    },
    permissions: { contents: 'read' },
    // The next run waits: one that is stopped in the middle of a write would leave it unknown.
    concurrency: { group: name, 'cancel-in-progress': false },
    jobs: {
      run: {
        'runs-on': 'ubuntu-24.04',
        'timeout-minutes': 30,
        env: { APPLIES: expression(APPLIES), AGREED: expression("vars.APPROVALS == 'auto'") },
        steps: [
          { name: 'Check out', uses: 'actions/checkout@v5', with: { 'persist-credentials': false } },
          SET_UP[language],
          { name: 'Install', run: install.map((words) => words.join(' ')).join('\n') },
          { name: 'Plan', if: "env.APPLIES != 'true'", run: command(uses.plan), env },
          {
            name: 'Agree to what waits',
            if: "env.APPLIES == 'true' && inputs.approve",
            run: command([...uses.approve, 'all']),
            env,
          },
          {
            name: 'Apply',
            if: "env.APPLIES == 'true'",
            run: [
              `if [ "$AGREED" = true ]; then exec ${command(uses.applyAgreed)}; fi`,
              `exec ${command(uses.apply)}`,
            ].join('\n'),
            env,
          },
        ],
      },
    },
  };
}

/** Secrets and variables of the repository, only for the steps that need them. */
function passEnvironment({ secrets, variables, recordedIsDone }: AgentPackage): Readonly<Record<string, string>> {
  const settings = variables.filter(({ secret }) => !secret).map(({ name }) => name);
  return Object.fromEntries([
    ...secrets.filter(({ neededBy }) => neededBy === 'pass').map(({ name }) => [name, expression(`secrets.${name}`)]),
    ...[...settings, ...(recordedIsDone ? ['RECORDED_EFFECTS'] : [])].map((name) => [name, expression(`vars.${name}`)]),
  ]);
}

/** What GitHub fills in before a step runs. */
function expression(text: string): string {
  return `\${{ ${text} }}`;
}
