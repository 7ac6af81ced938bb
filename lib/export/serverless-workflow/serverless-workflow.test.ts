import { Classes } from '@serverlessworkflow/sdk';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { runWorkflow } from '#core/execution/run-workflow.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { printYaml } from '../print/print-yaml.ts';
import { TargetRefused } from '../target-refused.ts';
import { type ParityCase, STEP_CASES } from '../test/parity-cases.ts';
import { PARITY_RUN } from '../test/parity-run.ts';
import { placedBundle, textOf } from '../test/placed-bundle.ts';
import { scriptedAnswers } from '../test/scripted-answers.ts';
import { ticketsForPullRequests } from '../test/tickets-for-pull-requests.ts';
import { playWorld } from '../test/world.ts';
import type { WorkflowDocument } from './document.ts';
import { runDocument, WorkflowError } from './test/run-document.ts';
import { translateWorkflow } from './translate-workflow.ts';

/** Servers are called as their addresses, so that the runtime of these tests knows which one is meant. */
function textFor(workflow: Workflow): string {
  const mcpServers = Object.fromEntries(
    ['code', 'tracker'].map((alias) => [alias, { type: 'http', url: `https://${alias}` }]),
  );
  const facts = { name: 'parity', trigger: { on: 'manual' }, servers: { mcp: { mcpServers }, variables: [] } } as const;
  return printYaml(translateWorkflow(workflow, facts));
}

const documentOf = (workflow: Workflow): WorkflowDocument => parse(textFor(workflow));

/** Throws with every problem that the schema of the standard finds. */
const validate = (text: string) => Classes.Workflow.deserialize(text).validate();

/** What the document cannot say, by the name of the case. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'text answers read in parts': /read as table/,
  'dates, settings, now and a judgement that was shown': /step "judge" asks a model/,
  'an approval only where it matters': /step "ask" waits for a person/,
};

const said = STEP_CASES.filter(({ name }) => !Object.hasOwn(REFUSED, name));

describe('a document of Serverless Workflow', () => {
  test.each(said)('fits the schema of the standard: $name', ({ workflow }) => {
    validate(textFor(workflow));
  });

  test.each(said)(
    'makes the calls that the interpreter makes, with real jq: $name',
    async (parity) => {
      const { error, ...ran } = await ranAsDocument(parity);
      const { error: said, ...wanted } = await interpreted(parity);
      expect(ran, `${error} / ${said}`).toEqual(wanted);
    },
    30_000,
  );

  test.each(Object.entries(REFUSED))('is refused in words where the language has none: %s', (name, words) => {
    const { workflow } = STEP_CASES.find((each) => each.name === name) ?? { workflow: null };
    if (!workflow) throw new Error(`There is no case ${name}.`);
    expect(() => documentOf(workflow)).toThrow(TargetRefused);
    expect(() => documentOf(workflow)).toThrow(words);
    expect(() => documentOf(workflow)).toThrow(/Change it, or choose another place\.$/);
  });

  test('that does not fit is found', () => {
    const [first] = said;
    const broken = textFor(first?.workflow ?? ticketsForPullRequests).replace(
      'method: tools/call',
      'method: tools/cal',
    );
    expect(() => validate(broken)).toThrow('is invalid');
  });

  test('on a schedule, is refused where every run would make a change again', async () => {
    const schedule = { on: 'schedule', cron: '0 7 * * 1-5', timeZone: 'UTC' } as const;
    await expect(placedBundle('serverless-workflow', schedule, 'sqlite')).rejects.toThrow(
      /step "createIssue" makes the change tracker\/create_issue once.*keeps no ledger/,
    );
  });

  test('is beside the agent, names the secrets that calls need, and its guide says what a second run does', async () => {
    const bundle = await placedBundle('serverless-workflow', { on: 'manual' }, 'sqlite');
    const text = textOf(bundle, 'serverless-workflow/raise-tickets-for-pull-requests.yaml');
    validate(text);
    const document = parse(text);
    expect(document.use.secrets).toEqual(['CODE_HOST_URL', 'TRACKER_PATH', 'TRACKER_STATE', 'API_KEY']);
    expect(document.use.functions.trackerCreateIssue.try[0].ask.with.transport.stdio.environment).toEqual({
      API_KEY: '${ "\\(.settings.API_KEY)" }',
    });
    expect(textOf(bundle, 'serverless-workflow/README.md')).toContain('makes these changes again: `createIssue`');
  });
});

interface Outcome {
  readonly calls: readonly string[];
  readonly succeeded: boolean;
  readonly steps: unknown;
  readonly error?: string;
}

async function interpreted({ workflow, world, answers = [] }: ParityCase): Promise<Outcome> {
  const { caller, calls } = playWorld(world);
  const values: Record<string, unknown> = {};
  const result = await runWorkflow({
    ...{ workflow, mode: 'apply', inputs: {}, ...PARITY_RUN, caller, model: scriptedAnswers(answers) },
    ledger: memoryLedger(() => PARITY_RUN.now),
    approver: { approve: async () => ({ approved: true }) },
    clock: { milliseconds: () => performance.now(), sleep: () => Promise.resolve() },
    onEvent: (event) => {
      if (event.type === 'step-ended') values[event.step] = event.value;
    },
  });
  const succeeded = result.status === 'succeeded';
  return { calls, succeeded, steps: succeeded ? values : null, error: result.error };
}

async function ranAsDocument({ workflow, world }: ParityCase): Promise<Outcome> {
  const { caller, calls } = playWorld(world);
  try {
    const options = { input: {}, caller, startedAt: PARITY_RUN.now };
    const { context } = await runDocument(documentOf(workflow), options);
    return { calls, succeeded: true, steps: (context as { readonly steps: unknown }).steps };
  } catch (reason) {
    if (!(reason instanceof WorkflowError)) throw reason;
    return { calls, succeeded: false, steps: null, error: reason.message };
  }
}
