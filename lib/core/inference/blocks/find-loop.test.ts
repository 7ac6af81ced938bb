import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../json/json.ts';
import { validateWorkflow } from '../../workflow/validate-workflow.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

interface Node {
  readonly code: string;
  readonly size: number;
  readonly parts: readonly Node[];
}

/** A tree whose leaves all lie at one depth, with a code of its own at every node or codes that repeat. */
function treeOf(depth: number, wide: readonly number[], repeat: boolean): readonly Node[] {
  let count = 0;
  const grow = (level: number): Node[] =>
    Array.from({ length: wide[level] ?? 2 }, (_, at): Node => {
      count += 1;
      const code = repeat ? `K-${level}${at}71` : `K-${count * 37}x${level}`;
      return { code, size: count, parts: level + 1 < depth ? grow(level + 1) : [] };
    });
  return grow(0);
}

const leavesOf = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => (node.parts.length > 0 ? leavesOf(node.parts) : [node]));

describe('loops inside loops', () => {
  test('make a valid workflow with names of their own, however deep and however often values repeat', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        fc.boolean(),
        async (depth, wide, repeat, looksUp) => {
          const tree = treeOf(depth, wide, repeat);
          const world: SmallWorld = {
            'store/list_boxes': { run: () => tree as unknown as Json },
            'store/read_stock': { run: (args) => ({ code: args.code ?? null, maker: `maker of ${args.code}` }) },
            'store/order_part': { run: () => ({ ok: true }) },
          };
          const trace = await record('For each part of each box order as many as its size.', world, async (call) => {
            await call('store/list_boxes');
            for (const leaf of leavesOf(tree)) {
              if (looksUp) await call('store/read_stock', { code: leaf.code });
              await call('store/order_part', { code: leaf.code, amount: leaf.size });
            }
          });
          const { workflow } = inferWorkflow({ traces: [trace] });
          if (workflow === null) throw new Error('no workflow');
          expect(validateWorkflow(workflow).filter(({ severity }) => severity === 'error')).toEqual([]);
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  });

  test('keep equal values of two items apart', async () => {
    const orders = [
      {
        no: 'A-1071',
        lines: [
          { sku: 'S107', qty: 7 },
          { sku: 'S122', qty: 3 },
        ],
      },
      {
        no: 'A-2088',
        lines: [
          { sku: 'S122', qty: 8 },
          { sku: 'S128', qty: 2 },
        ],
      },
    ];
    const makers: Readonly<Record<string, string>> = { S107: 'Bramble', S122: 'Orchid', S128: 'Bramble' };
    const world: SmallWorld = {
      'depot/list_orders': { run: () => orders },
      'depot/read_stock': { run: ({ sku }) => ({ sku: sku ?? null, supplier: makers[String(sku)] ?? null }) },
      'depot/refill': { run: () => ({ ok: true }) },
    };
    const trace = await record(
      "For each order refill every line's quantity with the article's supplier.",
      world,
      async (call) => {
        await call('depot/list_orders');
        for (const { sku, qty } of orders.flatMap(({ lines }) => lines)) {
          await call('depot/read_stock', { sku });
          await call('depot/refill', { sku, quantity: qty, supplier: makers[sku] ?? '' });
        }
      },
    );
    expect(showWorkflow(inferWorkflow({ traces: [trace] }).workflow)).toBe(
      [
        'orders = list_orders()',
        'for order of orders',
        '  for line of order.lines',
        '    stock = read_stock(sku: line.sku)',
        '    refill = refill(sku: line.sku, quantity: line.qty, supplier: stock.supplier)',
      ].join('\n'),
    );
  });
});

test('a look-up that several items share is done for those that the user named', async () => {
  const alerts = [
    { service: 'report', severity: 'critical', team: 'payments' },
    { service: 'search', severity: 'warning', team: 'search' },
    { service: 'index', severity: 'info', team: 'payments' },
    { service: 'upload', severity: 'critical', team: 'search' },
    { service: 'tokens', severity: 'critical', team: 'payments' },
  ];
  const world: SmallWorld = {
    'pager/list_alerts': { run: () => alerts },
    'pager/find_person': { run: ({ team }) => ({ team: team ?? null, person: `head of ${team}` }) },
    'pager/page': { run: () => ({ sent: true }) },
  };
  const trace = await record('For each critical alert page the person of its team.', world, async (call) => {
    await call('pager/list_alerts');
    for (const { team, service } of alerts.filter(({ severity }) => severity === 'critical')) {
      await call('pager/find_person', { team });
      await call('pager/page', { person: `head of ${team}`, about: service });
    }
  });
  expect(showWorkflow(inferWorkflow({ traces: [trace] }).workflow)).toBe(
    [
      'alerts = list_alerts()',
      'for alert of filter(alerts, alert2 => eq(alert2.severity, $severity))',
      '  person = find_person(team: alert.team)',
      '  page = page(person: person.person, about: alert.service)',
    ].join('\n'),
  );
});

test('one item that was meant out of "every" is a loop that happened to run once', async () => {
  const articles = [
    { sku: 'S101', stock: 53, minimum: 20 },
    { sku: 'S137', stock: 5, minimum: 21 },
    { sku: 'S145', stock: 47, minimum: 7 },
    { sku: 'S149', stock: 20, minimum: 20 },
  ];
  const world: SmallWorld = {
    'depot/list_articles': { run: () => ({ articles }) },
    'depot/refill': { run: () => ({ ok: true }) },
  };
  const trace = await record(
    'For every article whose stock is below its minimum refill 75 pieces.',
    world,
    async (call) => {
      await call('depot/list_articles');
      await call('depot/refill', { sku: 'S137', quantity: 75 });
    },
  );
  expect(showWorkflow(inferWorkflow({ traces: [trace] }).workflow)).toBe(
    [
      'articles = list_articles()',
      'for article of filter(articles.articles, article2 => lt(article2.stock, article2.minimum))',
      '  refill = refill(sku: article.sku, quantity: $quantity)',
    ].join('\n'),
  );
});

test('calls whose texts name one item each are for items, though there is one for each day', async () => {
  const bookings = [
    { id: 3367, caption: 'harbor breaks', starts_on: '2026-02-18' },
    { id: 3376, caption: 'amber arrives', starts_on: '2026-02-18' },
    { id: 3385, caption: 'ember halts', starts_on: '2026-03-13' },
    { id: 3394, caption: 'amber halts', starts_on: '2026-03-18' },
    { id: 3397, caption: 'dune halts', starts_on: '2026-03-18' },
  ];
  const world: SmallWorld = { 'office/list_bookings': { run: () => bookings }, 'chat/send': { run: () => 'ok' } };
  const trace = await record(
    'For the bookings that matter send the text "[<starts on>] <id>".',
    world,
    async (call) => {
      await call('office/list_bookings');
      for (const text of ['[2026-02-18] 3367', '[2026-03-13] 3385', '[2026-03-18] 3397'])
        await call('chat/send', { text });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).not.toContain('groupBy');
  expect(questions).not.toEqual([]);
});

test('the pieces of one text are of one item: a key and a day that another item has too', async () => {
  const assets = [
    { key: '9uyhm0', stage: 'shipped', deadline: '2026-03-19' },
    { key: 'cgm8r1', stage: 'finished', deadline: '2026-03-08' },
    { key: 'x2tth2', stage: 'blocked', deadline: '2026-03-30' },
    { key: 'neqne5', stage: 'finished', deadline: '2026-03-09' },
    { key: 'mmg8y4', stage: 'blocked', deadline: '2026-03-09' },
  ];
  const world: SmallWorld = {
    'yard/list_assets': { run: () => assets },
    'chat/send': { run: () => 'ok' },
    'board/create_card': { run: () => 'ok' },
  };
  const prompt =
    'Go through all assets: if the stage is blocked send the message "[<key>] <deadline>", otherwise create a card with its deadline as heading and its stage as body.';
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_assets');
    for (const { key, stage, deadline } of assets)
      if (stage === 'blocked') await call('chat/send', { message: `[${key}] ${deadline}` });
      else await call('board/create_card', { heading: deadline, body: stage });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain('send(message: `[${asset.key}] ${asset.deadline}`)');
  expect(questions).toEqual([]);
});

test('what is done otherwise is for the items that are left, where several share what the calls were given', async () => {
  const assets = [
    { uid: 'u6wh60', state: 'pending', starts_on: '2026-03-19' },
    { uid: 'xaqqv1', state: 'active', starts_on: '2026-03-09' },
    { uid: 'wn5sz5', state: 'finished', starts_on: '2026-03-19' },
    { uid: 'bbxmm6', state: 'finished', starts_on: '2026-03-15' },
    { uid: 'xpm527', state: 'active', starts_on: '2026-02-22' },
  ];
  const world: SmallWorld = {
    'yard/list_assets': { run: () => assets },
    'post/send_letter': { run: () => 'ok' },
    'board/post_entry': { run: () => 'ok' },
  };
  const prompt =
    'Go through all assets: if the state is finished send a letter with its starts on as opening, otherwise post an entry with its uid as subject.';
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_assets');
    for (const { uid, state, starts_on } of assets)
      if (state === 'finished') await call('post/send_letter', { opening: starts_on });
      else await call('board/post_entry', { subject: uid });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).not.toContain('judge');
  expect(showWorkflow(workflow)).toContain('(opening: asset.starts_on)');
  expect(questions).toEqual([]);
});
