import { describe, expect, test } from 'vitest';
import type { TraceCall } from '#core/trace/trace.ts';
import type { ChatMessage } from './chat-message.ts';
import { completeMessages } from './complete-messages.ts';

const open = (toolCallId: string): ChatMessage['parts'][number] => ({
  type: 'dynamic-tool',
  toolName: 'tracker__create_issue',
  toolCallId,
  state: 'input-available',
  input: { title: 'x' },
});

const link = (toolCallId: string, call: string): ChatMessage['parts'][number] => ({
  type: 'data-call',
  id: toolCallId,
  data: { call, turn: 't', server: 'tracker', tool: 'create_issue' },
});

const recorded = (id: string, outcome: TraceCall['outcome']): [string, TraceCall] => [
  id,
  {
    id,
    origin: 'chat',
    server: 'tracker',
    tool: 'create_issue',
    args: {},
    outcome,
    started: 1,
    ended: 2,
    startedAt: '2026-11-21T10:00:00Z',
    durationMs: 3,
  },
];

describe('an answer that was left open', () => {
  const message: ChatMessage = {
    id: 'm',
    role: 'assistant',
    parts: [open('a'), link('a', 'call-a'), open('b'), link('b', 'call-b'), open('c')],
  };
  const calls = new Map([
    recorded('call-a', { status: 'answered', result: { content: [{ type: 'text', text: 'PERF-15' }] } }),
    recorded('call-b', { status: 'failed', kind: 'unknown', message: 'The answer was lost.' }),
  ]);
  const outputs = completeMessages([message], calls)
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.type === 'dynamic-tool' && part.state === 'output-available' ? [part.output] : []));

  test('tells the model what became of a call that was answered meanwhile', () => {
    expect(outputs[0]).toMatchObject({ text: 'PERF-15', isError: false, call: 'call-a' });
  });

  test('warns before repeating one whose answer was lost', () => {
    expect(outputs[1]).toMatchObject({ isError: true });
    expect(JSON.stringify(outputs[1])).toContain('may have happened');
  });

  test('says of one that was never begun that it was not made', () => {
    expect(outputs[2]).toMatchObject({ isError: true });
    expect(JSON.stringify(outputs[2])).toContain('was not made');
  });

  test('messages of the user and finished parts stay as they are', () => {
    const said: ChatMessage = { id: 'u', role: 'user', parts: [{ type: 'text', text: 'hi' }] };
    expect(completeMessages([said], calls)[0]).toBe(said);
  });
});
