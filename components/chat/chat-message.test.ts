import { describe, expect, test } from 'vitest';
import { addUsage } from './add-usage.ts';
import { callState } from './call-state.ts';
import { answerOf, type ChatMessage, callLinks, stepsOf } from './chat-message.ts';

const link = { call: 'call-1', turn: 'turn-1', server: 'tracker', tool: 'create_issue' };
const tool = { type: 'dynamic-tool', toolName: 'tracker__create_issue', toolCallId: 'c1' } as const;
const usage = { inputTokens: 10, outputTokens: 5, dollars: 0.01, modelMs: 100, totalMs: 150 };

const message: ChatMessage = {
  id: 'm',
  role: 'assistant',
  parts: [
    { type: 'step-start' },
    { type: 'data-step', id: 'turn-1', data: { turn: 'turn-1', usage } },
    { type: 'text', text: 'Looking.' },
    { ...tool, state: 'input-available', input: {} },
    { type: 'data-call', id: 'c1', data: link },
    { type: 'step-start' },
    { type: 'data-step', id: 'turn-2', data: { turn: 'turn-2' } },
    { type: 'text', text: '  ' },
  ],
};

describe('an answer is drawn step by step', () => {
  test('each step with its words, its calls and what it took', () => {
    const steps = stepsOf(message);
    expect(steps.map((step) => [step.step?.turn, step.parts.map((part) => part.type)])).toEqual([
      ['turn-1', ['text', 'dynamic-tool']],
      ['turn-2', []],
    ]);
    expect(steps[0]?.step?.usage).toEqual(usage);
  });

  test('a tool part finds its recorded call', () => {
    expect(callLinks(message).get('c1')).toEqual(link);
  });

  test('what a tool answered is shown also where it is no answer of ours', () => {
    const done = { ...tool, state: 'output-available', input: {}, output: ['a', 'b'] } as const;
    expect(answerOf(done)).toEqual({ text: '["a","b"]', isError: false });
    expect(answerOf({ ...tool, state: 'output-error', input: {}, errorText: 'no such tool' })).toEqual({
      text: 'no such tool',
      isError: true,
    });
    expect(answerOf({ ...tool, state: 'input-available', input: {} })).toBeUndefined();
  });
});

describe('what steps took is added up', () => {
  test('with a price only where every step has one', () => {
    expect(addUsage([usage, usage])).toMatchObject({ inputTokens: 20, outputTokens: 10, dollars: 0.02, modelMs: 200 });
    expect(addUsage([usage, { modelMs: 1, totalMs: 1 }]).dollars).toBeUndefined();
  });
});

describe('how a call stands', () => {
  const pending = {
    id: 'call-1',
    origin: 'chat',
    server: 's',
    tool: 't',
    args: {},
    effect: 'write',
    started: 1,
    startedAt: '2026-11-21T10:00:00Z',
  } as const;
  const call = { ...pending, ended: 2, durationMs: 5 };

  test('follows from what is known of it', () => {
    expect(callState(undefined, undefined)).toBe('writing');
    expect(callState(undefined, { ...pending, state: 'approval' })).toBe('approval');
    expect(callState({ ...call, outcome: { status: 'answered', result: { content: [] } } }, undefined)).toBe('done');
    const refused = { ...call, outcome: { status: 'answered', result: { content: [], isError: true } } } as const;
    expect(callState(refused, undefined)).toBe('failed');
    const denied = { ...call, outcome: { status: 'failed', kind: 'refused', message: '' } } as const;
    expect(callState(denied, undefined)).toBe('denied');
    const lost = { ...call, outcome: { status: 'failed', kind: 'unknown', message: '' } } as const;
    expect(callState(lost, undefined)).toBe('unknown');
  });
});
