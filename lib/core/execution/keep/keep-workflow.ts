import type { CorrectableLedger, EffectRecord } from '../../effects/ledger.ts';
import { ledgerOverRecording, notYetInLedger } from '../../effects/ledger-over-recording.ts';
import { collectingLoops } from '../../keep/collecting-loops.ts';
import type { KeepMemory } from '../../keep/keep-memory.ts';
import { keepPass } from '../../keep/keep-pass.ts';
import type { KeepPorts, KeptRun } from '../../keep/keep-ports.ts';
import type { KeepReport } from '../../keep/keep-report.ts';
import { withholdingLedger } from '../../keep/withholding-ledger.ts';
import { allSteps } from '../../workflow/walk.ts';
import { workflowIdentity } from '../../workflow/workflow.ts';
import { answerData, callTool, sendWrite } from '../call-tool.ts';
import { planMemory } from '../plan-memory.ts';
import { resolveInputs } from '../resolve-inputs.ts';
import type { RunContext, StepPlace } from '../run-context.ts';
import type { RunEvent } from '../run-event.ts';
import { type RunOptions, runWorkflow } from '../run-workflow.ts';
import { rootScope } from '../scope.ts';
import { runnableRules } from './runnable-rules.ts';

export interface KeepOptions {
  /** As for a run. `onEvent` hears of the looks and changes of the pass itself; the runs in it have their own. */
  readonly run: Omit<RunOptions, 'mode' | 'ledger' | 'now'>;
  readonly mode: 'plan' | 'apply';
  readonly ledger: CorrectableLedger;
  /** What recording did, which counts as done until it is gone. */
  readonly recorded?: ReadonlyMap<string, EffectRecord>;
  readonly memory: KeepMemory;
  /** ISO instant now. */
  readonly now: () => string;
  readonly random: () => number;
  /** Hears of the plan and of the apply inside the pass. */
  readonly onRunEvent?: (event: RunEvent, mode: 'plan' | 'apply') => void;
  /** See `KeepPorts.onActing`. */
  readonly onActing?: () => Promise<void>;
}

const NOWHERE: StepPlace = { path: [], labels: [] };

/**
 * One pass over a workflow with `keep`; see `keepPass`. The interpreter is that of every run, so that keeping makes the
 * same calls as running. Throws `LostLead` and what the stores throw; all else is in the report.
 */
export async function keepWorkflow(options: KeepOptions): Promise<KeepReport> {
  const { run, ledger, recorded = new Map(), memory } = options;
  const workflow = collectingLoops(run.workflow);
  const at = options.now();
  const inputs = resolveInputs(workflow.inputs, run.inputs, 'input');
  const config = resolveInputs(workflow.config ?? [], run.config ?? {}, 'setting');
  if (!inputs.ok || !config.ok) {
    const error = inputs.ok ? (config.ok ? '' : config.problem) : inputs.problem;
    return { mode: options.mode, at, items: [], drift: 0, failing: 0, others: 0, error };
  }
  const scope = rootScope({
    inputs: inputs.values,
    config: config.values,
    now: at,
    timeZone: run.timeZone,
    planning: false,
  });
  const context = passContext(options, at);
  const runIt = async (mode: 'plan' | 'apply', withheld: ReadonlyMap<string, string>): Promise<KeptRun> => {
    const { status, effects, error } = await runWorkflow({
      ...run,
      ...{ workflow, mode, now: at },
      ledger: withholdingLedger(ledgerOverRecording(ledger, await notYetInLedger(ledger, recorded)), withheld),
      onEvent: (event) => options.onRunEvent?.(event, mode),
    });
    return { effects, ...(status === 'succeeded' ? {} : { error: error ?? `The run ended ${status}.` }) };
  };
  const ports: KeepPorts = {
    workflow: workflowIdentity(workflow),
    rules: runnableRules(workflow, scope),
    ...{ ledger, memory, now: options.now, random: options.random, approver: run.approver },
    ...(run.signal ? { signal: run.signal } : {}),
    ...(options.onActing ? { onActing: options.onActing } : {}),
    onEffect: ({ key, step, server, tool, args, effect }, { state, how, error }) =>
      context.emit({
        ...{ type: 'effect', path: [], key, step, server, tool, args, effect, state },
        ...(how ? { how } : {}),
        ...(error === undefined ? {} : { error }),
      }),
    plan: () => runIt('plan', new Map()),
    apply: (withheld) => runIt('apply', withheld),
    readData: async ({ server, tool, args, extract }, step) => {
      const at = { step, place: NOWHERE };
      const result = await callTool(context, { ...at, request: { server, tool, args }, effect: 'read' });
      return answerData({ server, tool, args: {}, extract }, result, at);
    },
    send: (request, step) => sendWrite(context, { step, place: NOWHERE, request, effect: 'write' }),
    looks: (id) => allSteps(workflow.body).some((one) => one.id === id && one.do === 'call' && one.find !== undefined),
  };
  return keepPass(ports, options.mode);
}

/** What the calls of the pass itself share; they are no steps of a run. */
function passContext({ run, ledger, mode }: KeepOptions, now: string): RunContext {
  const began = run.clock.milliseconds();
  let calls = 0;
  return {
    options: { ...run, ledger, mode, now },
    emit: (event) => run.onEvent?.({ at: Math.max(0, run.clock.milliseconds() - began), ...event }),
    effects: new Map(),
    occurrences: new Map(),
    judgements: new Map(),
    missModel: () => {},
    plan: planMemory(),
    nextCallId: (step) => {
      calls += 1;
      return `keep-${step}#${calls}`;
    },
  };
}
