import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import type { Trace } from '../trace/trace.ts';
import { allSteps, mapStepExprs } from '../workflow/walk.ts';
import { mapExpr } from '../workflow/walk-exprs.ts';
import type { Expr, Step, Workflow } from '../workflow/workflow.ts';
import { inferWorkflow } from './infer-workflow.ts';
import { proveWorkflow } from './prove-workflow.ts';
import { record, replay, type SmallWorld } from './testing/small-world.ts';

const ORDERS: readonly JsonObject[] = [
  { ref: 'q7x21a', phase: { name: 'late' }, buyer: 'Ann' },
  { ref: 'k3m88b', phase: { name: 'done' }, buyer: 'Bob' },
  { ref: 'z9p40c', phase: { name: 'late' }, buyer: 'Cy' },
];

/** Orders on one page of a paged list, a look-up for each, a message for each that is late. */
const shop: SmallWorld = {
  'shop/list_orders': {
    run: () => ({ orders: ORDERS, next_cursor: null }),
    schema: { type: 'object', properties: { cursor: { type: 'string' } } },
  },
  'shop/get_order': {
    run: ({ ref }) => ({ ref: ref ?? null, street: `Street ${String(ref).slice(0, 2)}41`, parcel: ref ?? null }),
  },
  'post/send_message': { run: () => ({ ok: true }) },
};

function recordLateOrders(): Promise<Trace> {
  return record('For each order in the phase "late" send a message with its ref and street.', shop, async (call) => {
    await call('shop/list_orders');
    for (const ref of ['q7x21a', 'z9p40c']) {
      await call('shop/get_order', { ref });
      await call('post/send_message', { ref, street: `Street ${ref.slice(0, 2)}41` });
    }
  });
}

/** What the ladder says of the program of a recording, or of what somebody made of it. */
async function climb(change: (workflow: Workflow) => Workflow = (workflow) => workflow) {
  const trace = await recordLateOrders();
  const result = inferWorkflow({ traces: [trace] });
  if (result.workflow === null) throw new Error('no workflow');
  const proved = await proveWorkflow({
    result: { ...result, workflow: change(result.workflow) },
    traces: [trace],
    runner: replay,
  });
  const named = (wanted: string): readonly string[] =>
    proved.proof.checks.filter(({ status }) => status === wanted).map(({ name }) => name);
  return { passed: named('passed'), failed: named('failed'), skipped: named('skipped'), findings: proved.findings };
}

/** The program with some of its expressions put for others. */
const withExprs = (change: (expr: Expr) => Expr) => (workflow: Workflow) => ({
  ...workflow,
  body: workflow.body.map((step) => mapStepExprs(step, (expr) => mapExpr(expr, change))),
});

/** The program with another argument of the message. */
const withMessage = (name: string, value: Expr) => (workflow: Workflow) => ({
  ...workflow,
  body: workflow.body.map(
    (step): Step =>
      step.do !== 'forEach'
        ? step
        : {
            ...step,
            body: step.body.map((inner) =>
              inner.do === 'call' && inner.tool === 'send_message'
                ? { ...inner, args: { ...inner.args, [name]: value } }
                : inner,
            ),
          },
  ),
});

const isCondition = (expr: Expr): boolean => expr.$ === 'fn' && expr.name === 'eq';
/** The item that a condition looks at. */
function itemOf(expr: Expr): Expr {
  const [member] = expr.$ === 'fn' ? expr.args : [];
  if (member?.$ !== 'get') throw new Error('no condition on a member');
  return member.from;
}

describe('the ladder', () => {
  test('is climbed to the top by a program that is right', async () => {
    expect(await climb()).toEqual({
      passed: [
        'replay',
        'renamed ids',
        'sources apart',
        'more members',
        'other order',
        'an item more',
        'an item twice',
        'an item less',
        'no items',
        'empty members',
        'one more page',
      ],
      failed: [],
      skipped: [],
      findings: [],
    });
  });

  test('tells ids that the program carries in itself', async () => {
    const { failed, findings } = await climb(
      withExprs((expr) =>
        isCondition(expr)
          ? {
              $: 'fn',
              name: 'has',
              args: [
                { $: 'lit', value: ['q7x21a', 'z9p40c'] },
                { $: 'get', from: itemOf(expr), path: ['ref'] },
              ],
            }
          : expr,
      ),
    );
    expect(failed).toEqual(['renamed ids']);
    expect(findings.map(({ rule }) => rule)).toEqual(['proof-renamed-ids']);
  });

  test('tells a value that comes from a place which only happened to hold the same', async () => {
    const { failed } = await climb((workflow) => {
      const lookUp = allSteps(workflow.body).find((step) => step.do === 'call' && step.tool === 'get_order');
      const answer: Expr = { $: 'ref', of: 'step', id: lookUp?.id ?? '' };
      return withMessage('ref', { $: 'get', from: answer, path: ['parcel'] })(workflow);
    });
    expect(failed).toEqual(['sources apart']);
  });

  test('tells an item that stands where it stands by chance', async () => {
    const { failed } = await climb((workflow) => {
      const orders: Expr = { $: 'ref', of: 'step', id: workflow.body[0]?.id ?? '' };
      const any: Expr = { $: 'over', op: 'find', in: orders, as: 'any', body: { $: 'lit', value: true } };
      const args = { ref: { $: 'get' as const, from: any, path: ['ref'] }, street: { $: 'lit' as const, value: '' } };
      const summary: Step = { id: 'summary', do: 'call', server: 'post', tool: 'send_message', effect: 'write', args };
      return { ...workflow, body: [...workflow.body, summary] };
    });
    expect(failed).toContain('other order');
  });

  test('tells a condition that breaks on an item without the member', async () => {
    const { failed } = await climb(
      withExprs((expr) => (expr.$ === 'get' && expr.path[0] === 'phase' ? { ...expr, missing: 'fail' } : expr)),
    );
    expect(failed).toEqual(['empty members']);
  });

  test('tells a program that reads one page and stops', async () => {
    const { failed } = await climb((workflow) => ({
      ...workflow,
      body: workflow.body.map(
        (step): Step => (step.do === 'paginate' ? { ...step, until: { $: 'lit', value: true } } : step),
      ),
    }));
    expect(failed).toEqual(['one more page']);
  });

  test('tells what the program writes and the recording does not', async () => {
    const { failed, findings } = await climb(withMessage('street', { $: 'lit', value: 'Elsewhere 1' }));
    expect(failed).toContain('replay');
    expect(findings[0]?.message).toMatch(/^The proof "replay" failed: 2 writes are missing and 2 are new/);
  });

  test('says why a rung says nothing about a program', async () => {
    const trace = await record('Send Ann a message.', shop, (call) => call('post/send_message', { ref: 'Ann' }));
    const { proof } = await proveWorkflow({
      result: inferWorkflow({ traces: [trace] }),
      traces: [trace],
      runner: replay,
    });
    expect(
      proof.checks.filter(({ status }) => status === 'skipped').map(({ name, detail }) => `${name}: ${detail}`),
    ).toEqual(
      expect.arrayContaining([
        'an item less: No loop goes over a list that one call gave.',
        'one more page: Nothing is read in pages.',
      ]),
    );
  });
});

describe('a recording that a model would have to judge', () => {
  test('is repeated with the judgements that were recorded, however many there are', async () => {
    const mails = ['where is it', 'thank you', 'broken again', 'love it', 'late again'].map((text, at) => ({
      id: `m${at}k${at}`,
      text: `${text}, this is what I have to say about it`,
    }));
    const desk: SmallWorld = {
      'desk/list_mails': { run: () => mails },
      'desk/add_label': { run: () => ({ ok: true }) },
    };
    const trace = await record('Classify each mail as praise or complaint and label it.', desk, async (call) => {
      await call('desk/list_mails');
      for (const [at, { id }] of mails.entries())
        await call('desk/add_label', { id, label: at === 1 || at === 3 ? 'praise' : 'complaint' });
    });
    const result = inferWorkflow({ traces: [trace] });
    const { proof } = await proveWorkflow({ result, traces: [trace], runner: replay });
    expect(proof.checks.find(({ name }) => name === 'replay')?.status).toBe('passed');
    expect(Object.values(result.judgements ?? {})[0]).toHaveLength(5);
  });
});
