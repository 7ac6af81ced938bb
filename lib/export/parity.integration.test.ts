import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { runWorkflow } from '#core/execution/run-workflow.ts';
import { FUNCTIONS } from '#core/functions/functions.ts';
import { validateWorkflow } from '#core/workflow/validate-workflow.ts';
import { allSteps } from '#core/workflow/walk.ts';
import { exprsOf } from './program/find-references.ts';
import { findPython, NO_PYTHON } from './python/find-python.ts';
import { lintPython } from './python/format-python.ts';
import { PYRIGHT_SETTINGS } from './python/pyright-settings.ts';
import { readPythonLibrary } from './python/python-library.ts';
import { PARITY_TOOLS, type ParityCase } from './test/parity-cases.ts';
import { PARITY_RUN } from './test/parity-run.ts';
import { PARITY_CASES } from './test/parity-table.ts';
import { printProgram, printPythonProgram } from './test/print-program.ts';
import { scriptedAnswers } from './test/scripted-answers.ts';
import { exampleIn, playWorld } from './test/world.ts';
import { printCompilerOptions } from './typescript/manifest.ts';
import { readRuntimeLibrary } from './typescript/runtime-library.ts';

interface Outcome {
  readonly calls: readonly string[];
  readonly status: string;
  readonly output: unknown;
  readonly effects: readonly { readonly key: string; readonly state: string; readonly how?: string }[];
  readonly error?: string;
}

const ROOT = resolve(import.meta.dirname, '../..');
const WAYS = ['in typescript', 'in python', 'in typescript and run behind activities, as on Temporal,'] as const;
const folder = mkdtempSync(join(tmpdir(), 'parity-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Outcomes of the printed programs: a plan and an apply of each case. */
const outcomes: Partial<Record<(typeof WAYS)[number], readonly Outcome[]>> = {};

beforeAll(async () => {
  write('typescript/package.json', JSON.stringify({ type: 'module', imports: { '#core/*': './runtime/core/*' } }));
  write('typescript/tsconfig.json', printCompilerOptions());
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'typescript/node_modules'));
  const library = readRuntimeLibrary(ROOT);
  const beyondTemporal = ({ path }: { readonly path: string }) => !path.startsWith('runtime/temporal/sdk/');
  for (const { path, text } of [...library.files, ...library.temporal.filter(beyondTemporal)]) {
    write(`typescript/${path}`, text);
  }
  for (const [index, { workflow, world, tools = PARITY_TOOLS, recorded = world }] of PARITY_CASES.entries()) {
    const files = await printProgram(workflow, tools, recorded);
    for (const [path, text] of Object.entries(files)) write(`typescript/${index}/${path}`, text);
    symlinkSync(join(folder, 'typescript/runtime'), join(folder, 'typescript', String(index), 'runtime'));
  }
  run('tsc', ['--noEmit', '-p', join(folder, 'typescript')]);
  run(process.execPath, [join(import.meta.dirname, 'test/run-printed-programs.ts'), join(folder, 'typescript')]);
  outcomes['in typescript'] = JSON.parse(readFileSync(join(folder, 'typescript/outcomes.json'), 'utf8'));
  outcomes['in typescript and run behind activities, as on Temporal,'] = JSON.parse(
    readFileSync(join(folder, 'typescript/outcomes-activities.json'), 'utf8'),
  );
}, 120_000);

beforeAll(async () => {
  for (const { path, text } of readPythonLibrary(ROOT).files) write(`python/${path}`, text);
  for (const [index, { workflow, world, tools = PARITY_TOOLS, recorded = world }] of PARITY_CASES.entries()) {
    const files = await printPythonProgram(workflow, tools, recorded);
    for (const [path, text] of Object.entries(files)) {
      expect(lintPython(text), `${index}/${path}`).toEqual([]);
      write(`python/${index}/${path}`, text);
    }
  }
  const programs = PARITY_CASES.map((_, index) => String(index));
  const settings = { ...PYRIGHT_SETTINGS, include: programs, executionEnvironments: programs.map(environmentOf) };
  write('python/pyrightconfig.json', JSON.stringify(settings));
  run(process.execPath, [join(ROOT, 'node_modules/pyright/index.js'), '-p', join(folder, 'python')]);
  const cases = PARITY_CASES.map(({ world, answers = [] }) => ({ world, answers, ...PARITY_RUN }));
  write('python/cases.json', JSON.stringify(cases));
  const python = await findPython();
  if (python === null) throw new Error(NO_PYTHON);
  run(python, [join(import.meta.dirname, 'test/run_printed_programs.py'), join(folder, 'python')]);
  outcomes['in python'] = JSON.parse(readFileSync(join(folder, 'python/outcomes.json'), 'utf8'));
}, 120_000);

describe.each(WAYS)('a program printed %s makes the calls that the interpreter makes', (way) => {
  test.each(PARITY_CASES.map((each, index) => ({ ...each, index })))('$name', async ({ index, ...parity }) => {
    expect(validateWorkflow(parity.workflow).filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const [offset, mode] of (['plan', 'apply'] as const).entries()) {
      const { error: _printed, ...printed } = (outcomes[way] ?? [])[2 * index + offset] as Outcome;
      const { error: _said, ...interpreted } = await interpret(parity, mode);
      expect(printed, `${mode}: ${_printed} / ${_said}`).toEqual(interpreted);
    }
  });
});

test('the table holds every kind of step and of expression, every way over a list, and every function', () => {
  const steps = PARITY_CASES.flatMap(({ workflow }) => allSteps(workflow.body));
  const exprs = PARITY_CASES.flatMap(({ workflow }) => exprsOf(workflow));
  const kinds = [...new Set(steps.map((step) => step.do))].sort();
  expect(kinds).toEqual(['approve', 'assert', 'call', 'forEach', 'if', 'let', 'llm', 'paginate', 'poll', 'try']);
  expect([...new Set(exprs.map((expr) => expr.$))].sort()).toEqual([
    'absent',
    'arr',
    'cond',
    'fn',
    'get',
    'lit',
    'obj',
    'over',
    'ref',
    'run',
    'sort',
    'text',
  ]);
  const ops = new Set(exprs.flatMap((expr) => (expr.$ === 'over' ? [expr.op] : [])));
  expect([...ops].sort()).toEqual(['every', 'filter', 'find', 'flatMap', 'groupBy', 'map', 'only', 'some', 'uniqueBy']);
  const called = new Set(exprs.flatMap((expr) => (expr.$ === 'fn' ? [expr.name] : [])));
  expect(Object.keys(FUNCTIONS).filter((name) => !called.has(name))).toEqual([]);
});

async function interpret({ workflow, world, answers = [] }: ParityCase, mode: 'plan' | 'apply'): Promise<Outcome> {
  const { caller, calls } = playWorld(world);
  const result = await runWorkflow({
    workflow,
    mode,
    inputs: {},
    ...PARITY_RUN,
    caller,
    ledger: memoryLedger(() => PARITY_RUN.now),
    approver: { approve: async () => ({ approved: true }) },
    model: scriptedAnswers(answers),
    exampleOf: (id) => {
      const step = allSteps(workflow.body).find((each) => each.id === id);
      if (step?.do === 'poll') return exampleIn(world, step.call.tool, 'last');
      return step?.do === 'call' ? exampleIn(world, step.tool) : undefined;
    },
    clock: { milliseconds: () => performance.now(), sleep: () => Promise.resolve() },
  });
  return {
    calls,
    status: result.status,
    output: result.output,
    effects: result.effects.map(({ key, state, how }) => ({ key, state, ...(how ? { how } : {}) })),
    ...(result.error === undefined ? {} : { error: result.error }),
  };
}

/** Where the modules of one program are looked for. */
function environmentOf(program: string): object {
  return { root: program, extraPaths: ['.'] };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function run(command: string, args: readonly string[]): void {
  try {
    execFileSync(command, args, {
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, PATH: `${ROOT}/node_modules/.bin:${process.env.PATH}` },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}
