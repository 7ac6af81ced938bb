import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../inference/infer-workflow.ts';
import type { Json } from '../json/json.ts';
import type { Trace } from '../trace/trace.ts';
import { exampleWorkflow } from './example-workflow.ts';
import { parseWorkflow } from './parse-workflow.ts';
import { everyKindWorkflow } from './testing/every-kind-workflow.ts';
import { validateWorkflow } from './validate-workflow.ts';
import { allSteps, stepExprs } from './walk.ts';
import { allExprs } from './walk-exprs.ts';
import type { Workflow } from './workflow.ts';
import { workflowJsonSchema } from './workflow-json-schema.ts';

const published: object = JSON.parse(
  readFileSync(new URL('../../../docs/workflow.schema.json', import.meta.url), 'utf8'),
);
const accepts = new Ajv2020({ strict: false }).compile(published);

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value));
const parses = (document: Json) => {
  try {
    parseWorkflow(document);
    return true;
  } catch {
    return false;
  }
};

test('the published schema is the one of the parser', () => {
  expect(published).toEqual(workflowJsonSchema());
});

test('the example of every kind has every kind of step and every form of expression, and is sound', () => {
  const steps = allSteps(everyKindWorkflow.body);
  expect(new Set(steps.map((step) => step.do)).size).toBe(10);
  const exprs = [...steps.flatMap((step) => stepExprs(step).map(({ expr }) => expr)), everyKindWorkflow.output].flatMap(
    (expr) => (expr ? allExprs(expr) : []),
  );
  expect([...new Set(exprs.map((expr) => expr.$))].sort()).toEqual(
    ['absent', 'arr', 'cond', 'fn', 'get', 'lit', 'obj', 'over', 'ref', 'run', 'sort', 'text'].sort(),
  );
  expect(validateWorkflow(everyKindWorkflow).filter(({ severity }) => severity !== 'note')).toEqual([]);
});

test('what is derived from every shipped example fits the published schema', () => {
  const examples = new URL('../../../examples/', import.meta.url);
  const traces = globSync('*/trace.json', { cwd: fileURLToPath(examples) });
  expect(traces.length).toBeGreaterThan(0);
  for (const file of traces) {
    const trace: Trace = JSON.parse(readFileSync(new URL(file, examples), 'utf8'));
    const { workflow } = inferWorkflow({ traces: [trace] });
    expect(accepts(plain(workflow)), `${file}: ${JSON.stringify(accepts.errors)}`).toBe(true);
  }
});

test('the file shown in the documentation is one', () => {
  const page = readFileSync(new URL('../../../docs/workflow-file.md', import.meta.url), 'utf8');
  const shown: Json = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? 'null');
  expect(accepts(shown), JSON.stringify(accepts.errors)).toBe(true);
  expect(validateWorkflow(parseWorkflow(shown))).toEqual([]);
});

describe('schema and parser agree', () => {
  test.each<[string, Workflow | object]>([
    ['the brief’s example', exampleWorkflow],
    ['every kind of step', everyKindWorkflow],
    ['one that says where its schema is', { $schema: './workflow.schema.json', ...exampleWorkflow }],
    ['a schedule', { ...exampleWorkflow, trigger: { on: 'schedule', cron: '0 9 * * 1', timeZone: 'Europe/Berlin' } }],
  ])('on accepting %s', (_, document) => {
    expect(accepts(plain(document)), JSON.stringify(accepts.errors)).toBe(true);
    expect(parses(plain(document))).toBe(true);
  });

  test.each<[string, object]>([
    ['a misspelt member', { ...exampleWorkflow, nmae: 'x' }],
    ['a step of no known kind', { ...exampleWorkflow, body: [{ id: 'x', do: 'shell', command: 'rm' }] }],
    ['an expression with code', { ...exampleWorkflow, output: { $: 'code', text: '1+1' } }],
    ['a name that is none', { ...exampleWorkflow, inputs: [{ name: 'Bad name', schema: {} }] }],
    ['another version', { ...exampleWorkflow, version: 7 }],
    ['no steps', { version: 1, name: 'x', inputs: [] }],
    ['a step without what it needs', { ...exampleWorkflow, body: [{ id: 'x', do: 'forEach', each: 'y', body: [] }] }],
    [
      'retries that are none',
      {
        ...exampleWorkflow,
        body: [
          {
            id: 'x',
            do: 'call',
            server: 's',
            tool: 't',
            args: {},
            effect: 'read',
            retry: { attempts: 0, backoffMs: 1 },
          },
        ],
      },
    ],
  ])('on refusing %s', (_, document) => {
    expect(accepts(plain(document))).toBe(false);
    expect(parses(plain(document))).toBe(false);
  });
});
