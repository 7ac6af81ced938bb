import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { keepWorkflow } from '#core/execution/keep/keep-workflow.ts';
import { recordedEffects } from '#core/execution/recorded-effects.ts';
import { keepLoop } from '#core/keep/keep-loop.ts';
import { processKeepMemory } from '#core/keep/keep-memory.ts';
import type { KeepReport } from '#core/keep/keep-report.ts';
import { proposeKeepRules } from '#core/keep/propose/propose-keep-rules.ts';
import { KEEP_EVERY_MS } from '#core/workflow/keep.ts';
import { validateWorkflow } from '#core/workflow/validate-workflow.ts';
import { type Workflow, workflowIdentity } from '#core/workflow/workflow.ts';
import { tellPass } from '#lib/export/typescript/runtime/keep/tell-pass.ts';
import { learnFromRecordings } from '#lib/studio/workflow/learn-from-recordings.ts';
import { type Command, type ExitCode, UsageError } from './command.ts';
import { assertFolderOf, readTraceFile, readWorkflowFile, writeJsonFile } from './files.ts';
import { openLedger } from './ledger-file.ts';
import { modelFromEnvironment, WITHOUT_MODEL } from './model-from-environment.ts';
import { oneLine } from './one-line.ts';
import { openServers } from './open-servers.ts';
import { onlyFile, parseOptions, required } from './parse-options.ts';
import { readInputs } from './read-inputs.ts';
import { readServersFile } from './read-servers-file.ts';
import { recordedExamples } from './recorded-examples.ts';
import { serversOfWorkflow } from './servers-of-workflow.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Keeps what a workflow creates as it should be: a control loop over its `keep` rules. Plans unless `--yes` is given. */
export const keep: Command = {
  usage:
    'keep workflow.json --servers mcp.json [--once] [--plan | --yes] [--input name=value …] [--ledger file] [--trace trace.json [--recorded]] [--json]\n       tracewright keep workflow.json --propose --trace trace.json --out workflow.json',
  help: {
    about:
      'Compares what the workflow wants with what is there, pass after pass. Without --yes it only says what it would do. With it, it makes what is missing and brings back what was changed; it removes only where a rule says so.',
    options: [
      ['--servers mcp.json', 'the servers that the workflow and its rules name'],
      ['--once', 'one pass, then ends: 0 where all is as wanted, or a plan was made; else 1'],
      ['--plan', 'changes nothing; the default'],
      ['--yes', 'carries out every change without asking'],
      ['--input name=value', 'another value than the recorded one; JSON where the input is no text'],
      ['--ledger file', 'remembers what was made; <workflow>.ledger beside the workflow where it is not given'],
      ['--trace trace.json', 'shows a plan what the answers to writes look like'],
      ['--recorded', 'counts what --trace holds as made'],
      ['--json', 'one line of JSON for each pass'],
      ['--propose', 'writes to --out the workflow with the rules that the recording and its tools suggest'],
      ['--out workflow.json', 'where --propose writes'],
    ],
  },
  run: async (argv, { root }) => {
    const { options, files } = parseOptions(argv, {
      servers: 'text',
      once: 'flag',
      plan: 'flag',
      yes: 'flag',
      input: 'texts',
      ledger: 'text',
      trace: 'text',
      recorded: 'flag',
      json: 'flag',
      propose: 'flag',
      out: 'text',
    });
    if (options.plan && options.yes) throw new UsageError('--plan and --yes exclude each other.');
    const file = onlyFile(files, 'workflow file');
    const workflow = readWorkflowFile(file);
    if (options.propose) return propose(workflow, required(options.trace, 'trace'), required(options.out, 'out'));
    if (options.recorded && options.trace === undefined) throw new UsageError('--recorded needs the --trace.');
    const wrong = validateWorkflow(workflow).find((finding) => finding.severity === 'error');
    if (wrong) throw new UsageError(`${file}: ${wrong.message}`);
    if (!workflow.keep || workflow.keep.rules.length === 0) {
      throw new UsageError(`${file} has no rules of keeping. "keep ${file} --propose --trace …" suggests some.`);
    }
    const inputs = readInputs(workflow, options.input);
    const from = required(options.servers, 'servers');
    const servers = serversOfWorkflow(workflow, readServersFile(from), from);
    const trace = options.trace === undefined ? undefined : readTraceFile(options.trace);
    const mode = options.yes ? 'apply' : 'plan';
    const place = options.ledger ?? `${path.join(path.dirname(file), path.basename(file, '.json'))}.ledger`;
    const lasting = options.yes || existsSync(place) ? await openLedger(place) : undefined;
    const { judgements: judged } = trace
      ? await learnFromRecordings({ installation: root }, { workflow, traces: [trace], answers: {} })
      : { judgements: [] };
    const recorded =
      options.recorded && trace ? await recordedEffects({ workflow, trace, judged, made: () => true }) : new Map();

    const connections = await openServers(servers);
    const stop = stopOnSignal();
    const ledger = lasting ?? memoryLedger(nowText);
    // A plan leads nobody and remembers nothing.
    const memory =
      options.yes && lasting ? lasting.keepMemory(workflowIdentity(workflow)) : planningMemory(lasting, workflow);
    const pass = () =>
      keepWorkflow({
        run: {
          workflow,
          inputs,
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          caller: connections.caller(),
          approver: { approve: async () => ({ approved: true }) },
          judged,
          model: modelFromEnvironment(process.env),
          withoutModel: WITHOUT_MODEL,
          ...(lasting && { memory: lasting.judgements }),
          signal: stop.signal,
          clock: { milliseconds: () => performance.now(), sleep: pause },
          ...(trace ? { exampleOf: recordedExamples(workflow, trace) } : {}),
        },
        ...{ mode, ledger, recorded, memory, now: nowText, random: Math.random },
      });
    const tell = (report: KeepReport) => {
      if (options.json) console.log(JSON.stringify(report));
      else for (const line of tellPass(report)) console.log(line);
    };
    try {
      if (options.once) {
        if (!(await memory.lead())) throw new Error('another process keeps this workflow with the same ledger.');
        const report = await pass();
        tell(report);
        await memory.resign();
        return exitCode(report);
      }
      await keepLoop({
        ...{ pass, memory, everyMs: workflow.keep.everyMs ?? KEEP_EVERY_MS, signal: stop.signal },
        ...{ now: nowText, random: Math.random, sleep: pause, onReport: tell },
        onStandby: () => console.error('Another process keeps this workflow; standing by.'),
        onFailure: (reason) =>
          console.error(`tracewright keep: ${oneLine(reason instanceof Error ? reason.message : String(reason))}`),
      });
      return 0;
    } finally {
      stop.end();
      await connections.close();
      await lasting?.close();
    }
  },
};

/** What a plan goes by: the memory of the loop that acts, where there is one, without touching it. */
function planningMemory(lasting: Awaited<ReturnType<typeof openLedger>> | undefined, workflow: Workflow) {
  const known = lasting?.keepMemory(workflowIdentity(workflow));
  return { ...processKeepMemory(), ...(known ? { read: known.read } : {}) };
}

function propose(workflow: Workflow, traceFile: string, out: string): ExitCode {
  assertFolderOf(out);
  const trace = readTraceFile(traceFile);
  const proposals = proposeKeepRules(workflow, trace, trace.tools);
  // A step of which nothing can be seen is kept by running the workflow; a rule for it would only pretend.
  const visible = proposals.filter(({ rule }) => rule.see.by !== 'ledger');
  for (const { step, sights, change, remove, rule } of proposals) {
    console.log(`${step}: ${sights[0]?.why ?? ''}`);
    if (rule.change && change) console.log(`  brings back: ${change.why}`);
    if (remove) console.log(`  could remove, but does not: ${remove.why}`);
  }
  if (visible.length === 0) {
    console.error(
      'tracewright keep: nothing that this workflow creates can be seen again, so there is nothing to keep.',
    );
    return 1;
  }
  writeJsonFile(out, { ...workflow, keep: { ...workflow.keep, rules: visible.map(({ rule }) => rule) } });
  return 0;
}

function exitCode({ mode, drift, failing, error }: KeepReport): ExitCode {
  if (error !== undefined || failing > 0) return 1;
  return mode === 'plan' || drift === 0 ? 0 : 1;
}

const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => {});

function nowText(): string {
  return new Date().toISOString();
}
