import type { WorkflowFile } from '../workflow-file.ts';

/** What of a workflow file breaks a rule of ours, in words; empty where nothing does. */
export function actionsProblems(file: WorkflowFile): readonly string[] {
  const jobs = Object.values(file.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  const installing = steps.findIndex(({ run }) => /\b(?:npm|pip)\b/.test(run ?? ''));
  const secretsBefore = JSON.stringify([...jobs.map(({ env }) => env), ...steps.slice(0, installing + 1)]);
  const rules: readonly (readonly [holds: boolean, message: string])[] = [
    [JSON.stringify(file.permissions) === '{"contents":"read"}', 'its token may do more than read'],
    [file.concurrency?.['cancel-in-progress'] === false, 'a run may be cancelled in the middle of a write'],
    [jobs.every((job) => job['timeout-minutes'] <= 60), 'a run that hangs goes on for hours'],
    [steps.every(({ uses }) => uses === undefined || /@(?:v\d+|[0-9a-f]{40})$/.test(uses)), 'an action has no version'],
    [file.on.workflow_dispatch?.inputs.dry_run?.default === true, 'a run by hand changes something by itself'],
    [!secretsBefore.includes('secrets.'), 'the installation of packages sees secrets'],
    [steps.every(({ run = '' }) => !run.includes('${' + '{')), 'a value is written into a script'],
    [
      steps
        .filter(({ run }) => / (?:apply|approve)\b/.test(run ?? ''))
        .every((step) => step.if?.includes("env.APPLIES == 'true'")),
      'it applies where nobody said so',
    ],
    [
      steps.some(({ with: options }) => options?.['persist-credentials'] === false),
      'the token is left in the checkout',
    ],
  ];
  return rules.filter(([holds]) => !holds).map(([, message]) => message);
}
