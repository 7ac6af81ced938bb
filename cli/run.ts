import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EffectHow } from '#core/effects/ledger.ts';
import { ledgerOverRecording } from '#core/effects/ledger-over-recording.ts';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { recordedEffects } from '#core/execution/recorded-effects.ts';
import type { RunMode } from '#core/execution/run-event.ts';
import { type RunResult, runWorkflow } from '#core/execution/run-workflow.ts';
import { formatToolRef } from '#core/tool/tool-ref.ts';
import { validateWorkflow } from '#core/workflow/validate-workflow.ts';
import { learnFromRecordings } from '#lib/studio/workflow/learn-from-recordings.ts';
import { type Command, type ExitCode, UsageError } from './command.ts';
import { assertFolderOf, readTraceFile, readWorkflowFile, writeJsonFile } from './files.ts';
import { openLedger } from './ledger-file.ts';
import { modelFromEnvironment, WITHOUT_MODEL } from './model-from-environment.ts';
import { openServers } from './open-servers.ts';
import { onlyFile, parseOptions, required } from './parse-options.ts';
import { readInputs } from './read-inputs.ts';
import { readServersFile } from './read-servers-file.ts';
import { recordedExamples } from './recorded-examples.ts';
import { serversOfWorkflow } from './servers-of-workflow.ts';
import { settleEffects } from './settle-effects.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { terminalApprover } from './terminal-approver.ts';

/**
 * Plans a workflow or carries it out. `--yes` carries out without asking; at a terminal each write is asked for;
 * anywhere else, and with `--plan`, nothing is changed.
 */
export const run: Command = {
  usage:
    'run workflow.json --servers mcp.json [--input name=value …] [--plan | --yes] [--out run.json] [--ledger file [--settle effect=done|failed …]] [--trace trace.json [--recorded]]',
  help: {
    about:
      'Plans a workflow: reads live, lists every write, changes nothing. With --yes carries it out; at a terminal without --plan asks for each write.',
    options: [
      ['--servers mcp.json', 'the servers that the workflow names'],
      ['--input name=value', 'another value than the recorded one; JSON where the input is no text'],
      ['--plan', 'plans, at a terminal too'],
      ['--yes', 'carries out every write without asking'],
      ['--out run.json', 'what became of it: {"status", "output", "effects"}'],
      ['--ledger file', 'remembers writes and judgements, so that running again adds nothing and decides alike'],
      ['--settle effect=done|failed', 'says what became of a write whose answer was lost'],
      ['--trace trace.json', 'shows a plan what the answers to writes look like'],
      ['--recorded', 'counts the writes that --trace holds as done'],
    ],
  },
  run: async (argv, { root }) => {
    const { options, files } = parseOptions(argv, {
      servers: 'text',
      input: 'texts',
      plan: 'flag',
      yes: 'flag',
      out: 'text',
      ledger: 'text',
      settle: 'texts',
      trace: 'text',
      recorded: 'flag',
    });
    if (options.settle.length > 0 && (options.ledger === undefined || !existsSync(options.ledger))) {
      throw new UsageError('--settle needs the --ledger of an earlier run.');
    }
    if (options.recorded && options.trace === undefined) throw new UsageError('--recorded needs the --trace.');
    if (options.plan && options.yes) throw new UsageError('--plan and --yes exclude each other.');
    const workflow = readWorkflowFile(onlyFile(files, 'workflow file'));
    const wrong = validateWorkflow(workflow).find((finding) => finding.severity === 'error');
    if (wrong) throw new UsageError(`${files[0]}: ${wrong.message}`);
    const inputs = readInputs(workflow, options.input);
    const servers = serversOfWorkflow(
      workflow,
      readServersFile(required(options.servers, 'servers')),
      options.servers ?? '',
    );
    if (options.out !== undefined) assertFolderOf(options.out);
    const trace = options.trace === undefined ? undefined : readTraceFile(options.trace);
    const asks = !options.plan && !options.yes && process.stdin.isTTY;
    const mode: RunMode = options.yes || asks ? 'apply' : 'plan';
    const lasting = options.ledger === undefined ? undefined : await openLedger(options.ledger);
    if (lasting) await settleEffects(lasting, options.settle);

    const { judgements: judged } = trace
      ? await learnFromRecordings({ installation: root }, { workflow, traces: [trace], answers: {} })
      : { judgements: [] };
    const recorded =
      options.recorded && trace ? await recordedEffects({ workflow, trace, judged, made: () => true }) : new Map();

    const connections = await openServers(servers);
    const stop = stopOnSignal();
    const terminal = asks ? terminalApprover({ input: process.stdin, output: process.stderr }) : undefined;
    try {
      const result = await runWorkflow({
        workflow,
        mode,
        inputs,
        now: nowText(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        caller: connections.caller(),
        ledger: ledgerOverRecording(lasting ?? memoryLedger(nowText), recorded),
        approver: terminal ?? { approve: async () => ({ approved: true }) },
        judged,
        model: modelFromEnvironment(process.env),
        withoutModel: WITHOUT_MODEL,
        ...(lasting && { memory: lasting.judgements }),
        signal: stop.signal,
        clock: {
          milliseconds: () => performance.now(),
          sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => {}),
        },
        ...(trace ? { exampleOf: recordedExamples(workflow, trace) } : {}),
      });
      if (options.out !== undefined) writeJsonFile(options.out, runFile(result));
      return tell(result, mode);
    } finally {
      stop.end();
      terminal?.close();
      await connections.close();
      await lasting?.close();
    }
  },
};

function runFile({ status, output, effects, error, divergence, notes }: RunResult) {
  return {
    status,
    output,
    effects: effects.map(({ key, step, path, server, tool, args, effect, state, how, error: problem }) => ({
      key,
      step,
      path,
      server,
      tool,
      args,
      effect,
      state,
      how,
      error: problem,
    })),
    error,
    divergence,
    notes,
  };
}

const doneHow: Readonly<Record<EffectHow, string>> = { created: 'did', found: 'already', recorded: 'recorded' };

function tell(result: RunResult, mode: RunMode): ExitCode {
  for (const { state, how, server, tool, args } of result.effects) {
    const what = state === 'planned' ? 'would' : state === 'confirmed' ? doneHow[how ?? 'created'] : state;
    console.log(`${what} ${formatToolRef({ server, tool })} ${JSON.stringify(args)}`);
  }
  for (const note of result.notes ?? []) console.log(`note: ${note}`);
  if (result.status === 'succeeded') {
    console.log(mode === 'plan' ? `Planned ${result.effects.length} change(s); nothing was changed.` : 'Done.');
    return 0;
  }
  console.error(`tracewright run: ${result.error ?? result.status}`);
  return result.status === 'diverged' ? 3 : 1;
}

function nowText(): string {
  return new Date().toISOString();
}
