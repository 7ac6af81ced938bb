'use client';

import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SAMPLE_PROMPT } from '#core/live/sample-prompt.ts';
import { AnswerAnew } from './answer-anew.tsx';
import type { KnownCalls } from './assistant-message.tsx';
import { type ChatMessage, callsIn, stepsOf, textOf } from './chat-message.ts';
import type { ChatPaneProps } from './chat-pane-props.ts';
import { chatSource } from './chat-source.ts';
import { Conversation } from './conversation.tsx';
import { ModelPicker } from './model-picker.tsx';
import { PromptBox } from './prompt-box.tsx';
import { takeStart } from './start-intent.ts';
import { UsageTotal } from './usage-line.tsx';
import { useChat } from './use-chat.ts';
import { useChatCommands } from './use-chat-commands.ts';
import { useStickToEnd } from './use-stick-to-end.ts';

const noProgress: KnownCalls['progress'] = new Map();

/** The conversation of a prototype: messages, calls, approvals, and the box to write in. Fills its container. */
export function ChatPane(props: ChatPaneProps) {
  const { prototype, calls, pending, approvals, progress = noProgress, selected = null, onSelect } = props;
  const source = useMemo(() => chatSource(prototype.id), [prototype.id]);
  const chat = useChat(source);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { away, toEnd } = useStickToEnd(list, { from: prototype.sample ? 'start' : 'end' });
  const known = useMemo<KnownCalls>(
    () => ({
      calls: new Map(calls.map((call) => [call.id, call])),
      pending: new Map(pending.map((call) => [call.id, call])),
      approvals: new Map(
        approvals.flatMap((approval) => (approval.subject.kind === 'call' ? [[approval.subject.id, approval]] : [])),
      ),
      progress,
    }),
    [calls, pending, approvals, progress],
  );
  const answering = chat.phase === 'answering' || chat.phase === 'stopping';

  useEffect(() => {
    // Selected elsewhere: bring its line into view. Nearest, so that a line in sight does not move.
    if (selected === null) return;
    const line = list.current?.querySelector(`[data-call="${CSS.escape(selected)}"]`);
    line?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const send = async (text: string) => {
    toEnd();
    return chat.ask({ kind: 'send', id: newMessageId(), text });
  };
  const firstUser = chat.messages.find((message) => message.role === 'user');
  const play = () => {
    toEnd();
    // The recording makes room for the live conversation: played twice, the job would be recorded twice.
    const text = firstUser ? textOf(firstUser) : SAMPLE_PROMPT;
    void chat.ask(firstUser ? { kind: 'edit', id: firstUser.id, text } : { kind: 'send', id: newMessageId(), text });
  };
  const opened = useRef(false);
  useEffect(() => {
    // Whoever opens the page in mid-answer wants to see how it goes on.
    if (chat.phase === 'loading' || opened.current) return;
    opened.current = true;
    if (chat.phase === 'answering') toEnd();
  });
  const started = useRef(false);
  useEffect(() => {
    // Once the chat is read: do what the user decided on the page before.
    if (chat.phase !== 'ready' || started.current) return;
    started.current = true;
    const intent = takeStart(prototype.id);
    if (intent?.kind === 'play') play();
    if (intent?.kind === 'prompt') void send(intent.text);
  });
  const [retrying, setRetrying] = useState(false);
  const last = chat.messages.at(-1);
  const made = last?.role === 'assistant' ? callsIn([last]) : 0;
  const retry = () => {
    if (made > 0) setRetrying(true);
    else void chat.ask({ kind: 'retry' });
  };
  const approval = approvals.find(({ subject }) => subject.kind === 'call')?.id ?? null;
  useChatCommands({ chat, field, approval, onRetry: retry, onPlay: prototype.sample ? play : undefined, toEnd });
  const usages = chat.messages.flatMap(usagesOf);
  const answers = chat.messages.filter((message) => message.role === 'assistant').length;
  const fresh = chat.phase !== 'loading' && chat.messages.length === 0;

  return (
    <div className="flex h-full min-h-0 flex-col bg-bg">
      <div ref={list} className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Conversation
          chat={chat}
          prototype={prototype}
          known={known}
          approvals={approvals}
          selected={selected}
          onSelect={onSelect}
          onPlay={play}
          onRetry={retry}
        />
      </div>
      {/* A row of its own, always there: what is being read is neither covered nor moved. */}
      <div className="flex h-8 shrink-0 items-center justify-between gap-2 px-4">
        {answers > 1 ? <UsageTotal steps={usages} label="Chat so far:" /> : <span />}
        {away && (
          <Button size="sm" variant="ghost" icon={ArrowDown} onClick={toEnd} className="-mr-2">
            {approvals.length > 0 ? 'Waits for you below' : answering ? 'New below' : 'To the end'}
          </Button>
        )}
      </div>
      <div className="px-3 pb-3">
        {chat.phase === 'loading' ? (
          <Skeleton className="h-26 rounded-lg" />
        ) : (
          <PromptBox
            initial={prototype.sample && fresh ? SAMPLE_PROMPT : ''}
            answering={answering}
            stopping={chat.phase === 'stopping'}
            disabled={chat.phase === 'sending'}
            onSend={send}
            onStop={() => void chat.stop()}
            field={field}
          >
            <ModelPicker prototypeId={prototype.id} model={prototype.model} disabled={answering} />
          </PromptBox>
        )}
      </div>
      {retrying && (
        <AnswerAnew
          calls={made}
          onClose={() => setRetrying(false)}
          onConfirm={() => {
            setRetrying(false);
            void chat.ask({ kind: 'retry' });
          }}
        />
      )}
    </div>
  );
}

function newMessageId(): string {
  return `message-${crypto.randomUUID()}`;
}

function usagesOf(message: ChatMessage) {
  return stepsOf(message).flatMap((step) => step.step?.usage ?? []);
}
