import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryLedger } from '../effects/memory-ledger.ts';
import { FUNCTIONS } from '../functions/functions.ts';
import type { Json } from '../json/json.ts';
import { isJson } from '../json/schema.ts';
import { ToolCallFailure } from '../tool/tool-caller.ts';
import { describeStep } from '../workflow/describe-step.ts';
import { parseWorkflow } from '../workflow/parse-workflow.ts';
import { validateWorkflow } from '../workflow/validate-workflow.ts';
import { allSteps } from '../workflow/walk.ts';
import type { Expr, Step, Workflow } from '../workflow/workflow.ts';
import type { RunMode } from './run-event.ts';
import { runWorkflow } from './run-workflow.ts';

const NOW = '2026-11-21T09:00:00.000Z';
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
const id = fc.constantFrom('a', 'b', 'c', 'item', 'page');
const path = fc.array(fc.oneof(fc.constantFrom('id', 'title', '__proto__'), fc.integer({ min: -2, max: 2 })), {
  maxLength: 2,
});

/** Any expression of the language, sound or not. */
const { expr } = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ $: fc.constant('lit' as const), value: json }),
    fc.record({
      $: fc.constant('ref' as const),
      of: fc.constantFrom('input' as const, 'step' as const, 'var' as const),
      id,
    }),
    fc.record({
      $: fc.constant('get' as const),
      from: tie('expr'),
      path,
      missing: fc.constantFrom('fail' as const, 'null' as const),
    }),
    fc.record({ $: fc.constant('obj' as const), fields: fc.dictionary(id, tie('expr'), { maxKeys: 2 }) }),
    fc.record({ $: fc.constant('arr' as const), items: fc.array(tie('expr'), { maxLength: 3 }) }),
    fc.record({
      $: fc.constant('text' as const),
      parts: fc.array(fc.oneof(fc.string(), tie('expr')), { maxLength: 2 }),
    }),
    fc.record({
      $: fc.constant('fn' as const),
      name: fc.constantFrom(...Object.keys(FUNCTIONS), 'nope'),
      args: fc.array(tie('expr'), { maxLength: 3 }),
    }),
    fc.record({
      $: fc.constant('over' as const),
      op: fc.constantFrom(
        'map' as const,
        'filter' as const,
        'find' as const,
        'only' as const,
        'groupBy' as const,
        'uniqueBy' as const,
        'flatMap' as const,
      ),
      in: tie('expr'),
      as: id,
      body: tie('expr'),
    }),
    fc.record({
      $: fc.constant('sort' as const),
      in: tie('expr'),
      as: id,
      by: fc.array(fc.record({ key: tie('expr'), order: fc.constantFrom('asc' as const, 'desc' as const) }), {
        maxLength: 2,
      }),
    }),
    fc.record({ $: fc.constant('cond' as const), if: tie('expr'), then: tie('expr'), else: tie('expr') }),
    fc.constant({ $: 'absent' as const }),
  ),
}));

const body = {
  server: fc.constant('s'),
  tool: fc.constantFrom('t', 'lost', 'no'),
  args: fc.dictionary(id, expr, { maxKeys: 2 }),
};
const call = fc.record(body);

/** Any step of the language, sound or not. */
const { steps } = fc.letrec<{ steps: Step[] }>((tie) => ({
  steps: fc.array(
    fc.oneof(
      { maxDepth: 2 },
      fc.record({
        id,
        do: fc.constant('call' as const),
        ...body,
        effect: fc.constantFrom('read' as const, 'write' as const),
      }),
      fc.record({ id, do: fc.constant('let' as const), value: expr }),
      fc.record({
        id,
        do: fc.constant('forEach' as const),
        in: expr,
        each: id,
        body: tie('steps'),
        yield: expr,
        onError: fc.constantFrom('stop' as const, 'collect' as const),
        parallel: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({
        id,
        do: fc.constant('paginate' as const),
        call,
        param: fc.constant('page'),
        page: id,
        cursor: id,
        items: expr,
        next: expr,
        until: expr,
        maxPages: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({
        id,
        do: fc.constant('poll' as const),
        call,
        as: id,
        until: expr,
        everyMs: fc.constant(10),
        timeoutMs: fc.constant(30),
      }),
      fc.record({
        id,
        do: fc.constant('if' as const),
        cond: expr,
        then: tie('steps'),
        else: fc.oneof(fc.constant('undemonstrated' as const), tie('steps')),
        thenValue: expr,
      }),
      fc.record({
        id,
        do: fc.constant('try' as const),
        body: tie('steps'),
        on: fc.record({ contains: fc.array(fc.string(), { maxLength: 1 }) }),
        else: tie('steps'),
      }),
      fc.record({
        id,
        do: fc.constant('llm' as const),
        task: fc.string(),
        input: fc.dictionary(id, expr, { maxKeys: 1 }),
        output: fc.constant({ type: 'string' }),
      }),
      fc.record({ id, do: fc.constant('approve' as const), show: expr }),
      fc.record({ id, do: fc.constant('assert' as const), cond: expr, message: fc.string() }),
    ),
    { maxLength: 3 },
  ),
}));

test('a run of any program in any mode ends with a result that says how, and never rejects', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      expr,
      json,
      fc.constantFrom<RunMode>('plan', 'apply', 'replay'),
      async (program, output, answer, mode) => {
        const document: Json = JSON.parse(
          JSON.stringify({
            version: 1,
            name: 'w',
            inputs: [{ name: 'a', schema: {}, default: answer }],
            body: program,
            output,
          }),
        );
        const workflow = parseWorkflow(document);
        expect(Array.isArray(validateWorkflow(workflow))).toBe(true);
        for (const step of allSteps(workflow.body)) expect(describeStep(step)).not.toBe('');
        const { result, sent } = await run(workflow, answer, mode);
        expect(['succeeded', 'failed', 'stopped', 'waiting', 'diverged']).toContain(result.status);
        expect(isJson(result.output)).toBe(true);
        if (result.status !== 'succeeded') expect(result.error).toMatch(/\S/);
        if (mode === 'plan') expect(sent).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

test('a program without errors under validation fails only because of the world', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (program) => {
      const workflow = parseWorkflow(JSON.parse(JSON.stringify({ version: 1, name: 'w', inputs: [], body: program })));
      fc.pre(validateWorkflow(workflow).every((finding) => finding.severity !== 'error'));
      const { result } = await run(workflow, null, 'apply');
      expect(result.error ?? '').not.toMatch(
        /did not run before|There is no variable|There is no value for|There is no function|takes \d/,
      );
    }),
    { numRuns: 100 },
  );
});

async function run(workflow: Workflow, answer: Json, mode: RunMode) {
  let time = 0;
  const sent: string[] = [];
  const effects = new Set(
    allSteps(workflow.body).flatMap((step) => (step.do === 'call' && step.effect === 'write' ? [step.id] : [])),
  );
  const result = await runWorkflow({
    workflow,
    mode,
    inputs: {},
    now: NOW,
    timeZone: 'UTC',
    caller: {
      call: async (request) => {
        if (request.tool === 'lost') throw new ToolCallFailure('unknown', request, 'The connection broke.');
        return { content: [{ type: 'text', text: JSON.stringify(answer) }], isError: request.tool === 'no' };
      },
    },
    ledger: memoryLedger(() => NOW),
    approver: { approve: async () => ({ approved: true }) },
    clock: {
      milliseconds: () => time,
      sleep: async (milliseconds) => {
        time += milliseconds;
      },
    },
    onEvent: (event) => {
      if (event.type === 'call-started' && event.effect !== 'read' && effects.has(event.step)) sent.push(event.step);
    },
  });
  return { result, sent };
}
