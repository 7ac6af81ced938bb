import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { inferWorkflow } from '#core/inference/infer-workflow.ts';
import type { Json } from '#core/json/json.ts';
import { proposeKeepRules } from '#core/keep/propose/propose-keep-rules.ts';
import { parseTrace } from '#core/trace/parse-trace.ts';
import { exportBundle } from './export-bundle.ts';
import { lintPython } from './python/format-python.ts';
import { readRuntimeLibrary } from './typescript/runtime-library.ts';

const root = resolve(import.meta.dirname, '../..');
const trace = parseTrace(
  JSON.parse(readFileSync(join(root, 'examples/memory-leak-tickets/trace.json'), 'utf8')) as Json,
);
const { workflow } = inferWorkflow({ traces: [trace] });
if (!workflow) throw new Error('The sample gives no workflow.');
const library = readRuntimeLibrary(root);
const rules = proposeKeepRules(workflow, trace, trace.tools).map(({ rule }) => rule);
const kept = { ...workflow, keep: { everyMs: 60_000, rules } };
const exported = (options: Partial<Parameters<typeof exportBundle>[0]> = {}) =>
  exportBundle({
    ...{ workflow: kept, traces: [trace], target: 'typescript', library },
    options: { trigger: { on: 'keep' } },
    ...options,
  });
const textOf = async (path: string, options = {}) =>
  (await exported(options)).files.find((file) => file.path === path)?.text;

test('the rules are printed as typed data, with inputs where they are read', async () => {
  const printed = await textOf('keep.ts');
  expect(printed).toContain('export const keep: KeepRules = {');
  expect(printed).toContain('everyMs: 60000,');
  expect(printed).toContain('rules: ({ project }: Inputs) => [');
  expect(printed).toContain("read: { server: 'tracker', tool: 'search_issues', args: { project, per_page: 100 } },");
  expect(printed).toContain("title: (actual) => getOrNull(actual, 'title'),");
  expect(printed).toContain('change: ({ wanted, actual }) => ({');
  expect(printed).not.toContain('remove');
});

test('in a loop that makes kept items one that fails does not hold up the others', async () => {
  expect(await textOf('workflow.ts')).toContain("onError: 'collect'");
  expect(await textOf('workflow.ts', { options: {} })).not.toContain("onError: 'collect'");
});

test('an agent that is no control loop carries no rules', async () => {
  expect(await textOf('keep.ts', { options: {} })).toBeUndefined();
  expect(await textOf('main.ts', { options: {} })).not.toContain('keep');
});

test('servers that only the rules call are named', async () => {
  const elsewhere = JSON.parse(
    JSON.stringify(kept).replaceAll('"tool":"search_issues"', '"tool":"search_issues","extract":"auto"'),
  );
  elsewhere.keep.rules[0].see.call.server = 'index';
  expect(JSON.parse((await textOf('mcp.json', { workflow: elsewhere })) ?? '{}').mcpServers).toHaveProperty('index');
});

test('the rules are printed in Python as typed data, too', async () => {
  const printed = await textOf('keep.py', {
    options: { trigger: { on: 'keep' }, language: 'python' },
    target: 'python',
  });
  expect(printed).toContain('KEEP = KeepRules(');
  expect(lintPython(printed ?? '')).toEqual([]);
  expect(printed).toContain('every_ms=60000,');
  expect(printed).toContain('def rules(inputs: Inputs) -> Sequence[KeepRule]:');
  expect(printed).toContain('lambda _made, wanted, actual: KeepWrite(');
  expect(printed).not.toContain('remove');
});

test('it is refused where nothing is kept, and where a job has an end', async () => {
  await expect(exported({ workflow })).rejects.toMatchObject({ field: 'trigger' });
  await expect(
    exported({ target: 'github-actions', options: { trigger: { on: 'keep' }, state: 'postgres' } }),
  ).rejects.toThrow(/control loop does not/);
});
