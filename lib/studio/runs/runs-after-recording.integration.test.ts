import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_PROMPT } from '#core/live/sample-prompt.ts';
import { readChat } from '../chat/read-chat.ts';
import { sendMessage } from '../chat/send-message.ts';
import { openTestStudio } from '../open-test-studio.ts';
import { createSample } from '../prototypes/create-sample.ts';
import type { Studio } from '../studio.ts';
import { converse } from '../test/chat-bench.ts';
import { type RunBench, runBench } from '../test/run-bench.ts';
import { makeWorkflow } from '../workflow/make-workflow.ts';

// Whoever recorded three tickets has three tickets.

let studio: Studio;
let close: () => Promise<void>;
let prototypeId: string;
let runs: RunBench;

beforeAll(async () => {
  ({ studio, close } = await openTestStudio());
  prototypeId = (await createSample(studio)).id;
  runs = runBench(studio, prototypeId);
});
afterAll(() => close());

const effectsOf = (detail: Awaited<ReturnType<RunBench['run']>>) =>
  detail.events.flatMap((event) =>
    event.type === 'effect' && event.state !== 'claimed' && event.state !== 'awaiting' && event.state !== 'sent'
      ? [`${event.state}${event.how ? ` ${event.how}` : ''}`]
      : [],
  );

describe('the sample as it is shipped', () => {
  test('was recorded elsewhere: its plan makes the tickets', async () => {
    await makeWorkflow(studio, { prototypeId });
    const plan = await runs.run({ mode: 'plan' });
    expect(effectsOf(plan)).toEqual(['planned', 'planned', 'planned']);
  });
});

describe('the sample once it was played here', () => {
  beforeAll(async () => {
    const [asked] = (await readChat(studio, prototypeId)).messages;
    converse(studio, prototypeId).answerApprovals({ approve: true, scope: 'tool' });
    const wish = { kind: 'edit' as const, id: asked?.id ?? '', text: SAMPLE_PROMPT };
    await (await sendMessage(studio, { prototypeId, wish })).ended;
    await makeWorkflow(studio, { prototypeId });
  });

  test('has its tickets: a plan says that recording made them', async () => {
    const plan = await runs.run({ mode: 'plan' });
    expect(effectsOf(plan)).toEqual(Array(3).fill('confirmed recorded'));
    expect(plan.run.effects).toMatchObject({ planned: 0, found: 3 });
  });

  test('an apply adds nothing, asks nobody, and goes on with the recorded answers', async () => {
    const apply = await runs.run({ mode: 'apply' });
    expect(apply.run.error).toBeUndefined();
    expect(apply.run).toMatchObject({ status: 'succeeded', effects: { created: 0, found: 3 } });
    expect(apply.events.filter((event) => event.type === 'call-started' && event.effect !== 'read')).toEqual([]);
    expect(await studio.store.runs.ledger(prototypeId, apply.run.id).list()).toEqual([]);
  });

  test('makes them again where that is wished, once, and the run that says so can be read later', async () => {
    const repeated = await runs.run({ mode: 'apply', repeatRecorded: true });
    expect(repeated.run).toMatchObject({
      status: 'succeeded',
      repeatRecorded: true,
      effects: { created: 3, found: 0 },
    });
    const again = await runs.run({ mode: 'apply', repeatRecorded: true });
    expect(again.run).toMatchObject({ status: 'succeeded', effects: { created: 0, found: 3 } });
  });

  test('with other inputs is other work', async () => {
    const plan = await runs.run({ mode: 'plan', inputs: { project: 'SHOP' } });
    expect(plan.run.effects).toMatchObject({ planned: 3, found: 0 });
  });
});
