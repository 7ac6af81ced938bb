'use client';

import { ErrorNote } from '#components/ui/error-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { AnswerEnd } from './answer-end.tsx';
import { AssistantMessage, type KnownCalls } from './assistant-message.tsx';
import { ChatEmpty } from './chat-empty.tsx';
import { callsIn, textOf } from './chat-message.ts';
import type { ChatPaneProps } from './chat-pane-props.ts';
import { PlaySample } from './play-sample.tsx';
import type { Chat } from './use-chat.ts';
import { UserMessage } from './user-message.tsx';

export interface ConversationProps extends Pick<ChatPaneProps, 'prototype' | 'approvals' | 'onSelect'> {
  readonly chat: Chat;
  readonly known: KnownCalls;
  readonly selected: string | null;
  readonly onPlay: () => void;
  readonly onRetry: () => void;
}

/** All that was said and called, and how the last answer ended. */
export function Conversation(props: ConversationProps) {
  const { chat, prototype, known, approvals, selected, onSelect, onPlay, onRetry } = props;
  const { messages, phase, failure } = chat;
  const answering = phase === 'answering' || phase === 'stopping';
  const busy = phase !== 'ready';
  const last = messages.at(-1);
  const over = last?.role === 'assistant' && !answering ? last : null;
  return (
    <div role="log" aria-label="Conversation" aria-busy={answering} className="space-y-5 px-4 py-4">
      {phase === 'loading' && messages.length === 0 && <Loading />}
      {phase !== 'loading' && messages.length === 0 && (
        <ChatEmpty sample={prototype.sample} servers={prototype.servers.length} />
      )}
      {messages.map((message, index) =>
        message.role === 'user' ? (
          <UserMessage
            key={message.id}
            text={textOf(message)}
            canEdit={!busy}
            callsAfter={callsIn(messages.slice(index))}
            onEdit={(text) => void chat.ask({ kind: 'edit', id: message.id, text })}
          />
        ) : (
          <AssistantMessage
            key={message.id}
            prototypeId={prototype.id}
            message={message}
            answering={answering && message === last}
            known={known}
            focusedApproval={approvals.find((approval) => approval.subject.kind === 'call')?.id ?? null}
            selected={selected}
            onSelect={onSelect}
            onRetry={message === over && !busy && message.metadata?.state === 'done' ? onRetry : undefined}
          />
        ),
      )}
      {over?.metadata && (
        <AnswerEnd
          metadata={over.metadata}
          busy={busy}
          onContinue={() => void chat.ask({ kind: 'continue' })}
          onRetry={onRetry}
        />
      )}
      {prototype.sample && !busy && messages.length > 0 && <PlaySample onPlay={onPlay} />}
      {failure && <ErrorNote tone={failure.noModel ? 'warn' : 'bad'} title={failure.message} advice={failure.advice} />}
    </div>
  );
}

function Loading() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Loading the conversation</span>
      <Skeleton className="ml-auto h-12 w-3/5 rounded-lg" />
      <Skeleton className="w-4/5" />
      <Skeleton className="w-3/5" />
      <Skeleton className="w-2/3" />
    </div>
  );
}
