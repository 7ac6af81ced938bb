import { describe, expect, test } from 'vitest';
import type { Expr } from '../../../workflow/workflow.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../../testing/small-world.ts';
import { extractionsAt } from './marks.ts';

/** The ways to a piece, the likeliest first, as `function: marks`. */
function waysTo(piece: string, text: string, data: readonly string[] = []): readonly string[] {
  return extractionsAt(text, { at: text.lastIndexOf(piece), piece }, (word) => data.includes(word)).map(({ expr }) =>
    written(expr({ $: 'lit', value: 'text' })),
  );
}

function written(expr: Expr): string {
  if (expr.$ === 'fn') return `${expr.name}(${expr.args.map(written).join(', ')})`;
  return expr.$ === 'lit' ? JSON.stringify(expr.value).replace('"text"', 'text') : '?';
}

describe('a piece of a sentence', () => {
  test('is found behind the words in front of it that stand nowhere earlier', () => {
    expect(waysTo('QU4', 'Crate 7 came through gate PX9 and left through gate QU4.')[0]).toBe(
      'wordAfter(text, "left through gate ")',
    );
  });

  test('is found by the sign in front of it rather than by somebody’s name', () => {
    expect(waysTo('lena@dock.example', 'Crane 4 is driven by Lena Ortiz <lena@dock.example> today.')).toEqual([
      'textBetween(text, "<", ">")',
    ]);
  });

  test('is found by the sign behind a label where the sign stands earlier too', () => {
    const text = 'Driver: Lena Ortiz <lena@dock.example>. Reserve: Bo Lind <bo@dock.example>.';
    expect(waysTo('bo@dock.example', text)).toEqual(['textBetween(textAfter(text, "Reserve: "), "<", ">")']);
  });

  test('is not found by a number, by an id or by a name of several words', () => {
    expect(waysTo('KR-88', 'Told Jo Marsh KR-88 of 2026.')).toEqual([]);
    expect(waysTo('KR-88', 'Told C-4 KR-88 of 2026.')).toEqual([]);
  });

  test('is found by a word that is a value elsewhere only where nothing else leads to it', () => {
    const text = 'north: Lena Ortiz is there until dawn.';
    expect(waysTo('Lena Ortiz', text, ['north'])).toEqual([
      'textBetween(text, ": ", " is")',
      'textBetween(text, "north: ", " is")',
    ]);
    expect(waysTo('Lena Ortiz', text)[0]).toBe('textBetween(text, "north: ", " is")');
  });
});

test('the address of somebody is found in the answer about somebody else', async () => {
  const berths = [
    { berth: 31, title: 'east-quay', by: 'Lena Ortiz <lena.ortiz@dock.example>' },
    { berth: 44, title: 'west-mole', by: 'Bo Lind <bo.lind@dock.example>' },
  ];
  const world: SmallWorld = {
    'dock/list_berths': { run: () => berths.map(({ berth, title }) => ({ berth, title })) },
    'dock/who_watches': {
      run: ({ berth }) => {
        const { title, by } = berths.find((one) => one.berth === berth) ?? { title: '', by: '' };
        return `${title}: ${by} keeps watch until 2026-12-01T08:30:00Z. Relief: Ada Wu <ada.wu@dock.example>.`;
      },
    },
    'dock/radio': { run: () => 'ok' },
  };
  const trace = await record('Radio whoever watches berth 31: "Ship ahead".', world, async (call) => {
    await call('dock/list_berths');
    await call('dock/who_watches', { berth: 31 });
    await call('dock/radio', { to: 'lena.ortiz@dock.example', text: 'Ship ahead' });
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  expect(showWorkflow(workflow)).toContain('to: textBetween(whoWatches, "<", ">")');
  const { made } = await runIn(world, workflow, { writes: ['dock/radio'], inputs: { berth: 44 } });
  expect(made.map(({ args }) => args)).toEqual([{ to: 'bo.lind@dock.example', text: 'Ship ahead' }]);
});

test('a piece ends with the text or at what follows it in other answers, and a run whose answer has no such mark stops', async () => {
  const crews: Record<string, string> = {
    'lena@dock.example': 'Crew 51 is led by Lena Ortiz, Graz',
    'bo@dock.example': 'Crew 26 is led by Bo Lind',
    'ada@dock.example': 'Crew 21 is led by Ada Wu, Oslo',
    'jo@dock.example': 'Nobody of that address',
  };
  const world: SmallWorld = {
    'dock/find_crew': { run: ({ mail }) => crews[String(mail)] ?? null },
    'dock/give_pass': { run: () => 'ok' },
  };
  const trace = await record(
    'Give these a pass for their leader:\n- lena@dock.example\n- bo@dock.example\n- ada@dock.example',
    world,
    async (call) => {
      for (const [mail, leader] of [
        ['lena@dock.example', 'Lena Ortiz'],
        ['bo@dock.example', 'Bo Lind'],
        ['ada@dock.example', 'Ada Wu'],
      ]) {
        await call('dock/find_crew', { mail: mail ?? null });
        await call('dock/give_pass', { mail: mail ?? null, leader: leader ?? null });
      }
    },
  );
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  expect(showWorkflow(workflow)).toContain('leader: first(split(textAfter(crew, "led by "), ", "))');
  const runFor = (mail: string) => runIn(world, workflow, { writes: ['dock/give_pass'], inputs: { mails: [mail] } });
  expect((await runFor('bo@dock.example')).made.map(({ args }) => args.leader)).toEqual(['Bo Lind']);
  const { status, made } = await runFor('jo@dock.example');
  expect({ status, made }).toEqual({ status: 'failed', made: [] });
});
