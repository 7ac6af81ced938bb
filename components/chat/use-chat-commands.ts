'use client';

import { ArrowDown, Play, RotateCcw, ShieldAlert, Square, TextCursorInput } from 'lucide-react';
import type { RefObject } from 'react';
import { useCommands } from '#components/shell/use-commands.ts';
import type { Chat } from './use-chat.ts';

/** What can be done in the chat, from the palette and by keys. */
export function useChatCommands(args: {
  readonly chat: Chat;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Id of the first approval that waits in the chat. */
  readonly approval: string | null;
  readonly onRetry: () => void;
  /** Where there is a sample to play. */
  readonly onPlay?: () => void;
  readonly toEnd: () => void;
}): void {
  const { chat, field, approval, onRetry, onPlay, toEnd } = args;
  const last = chat.messages.at(-1);
  const ready = chat.phase === 'ready';
  const state = last?.role === 'assistant' ? last.metadata?.state : undefined;
  const group = 'Chat';
  useCommands([
    {
      id: 'chat.write',
      label: 'Write to the model',
      group,
      icon: TextCursorInput,
      keys: '/',
      keywords: ['prompt', 'ask', 'describe'],
      run: () => field.current?.focus(),
    },
    {
      id: 'chat.approval',
      label: 'Go to what waits for your approval',
      group,
      icon: ShieldAlert,
      keys: 'w',
      keywords: ['approve', 'deny', 'allow'],
      disabled: approval === null,
      run: () => document.querySelector<HTMLElement>(`[data-approval="${CSS.escape(approval ?? '')}"]`)?.focus(),
    },
    {
      id: 'chat.stop',
      label: 'Stop the answer',
      group,
      icon: Square,
      disabled: chat.phase !== 'answering',
      run: () => void chat.stop(),
    },
    {
      id: 'chat.continue',
      label: 'Let the answer go on',
      group,
      icon: Play,
      keywords: ['continue'],
      disabled: !ready || state === undefined || state === 'done',
      run: () => void chat.ask({ kind: 'continue' }),
    },
    {
      id: 'chat.retry',
      label: 'Answer anew',
      group,
      icon: RotateCcw,
      keywords: ['retry', 'again', 'regenerate'],
      disabled: !ready || state === undefined,
      run: onRetry,
    },
    {
      id: 'chat.play',
      label: 'Play the sample live',
      group,
      icon: Play,
      disabled: !ready || !onPlay,
      run: () => onPlay?.(),
    },
    { id: 'chat.end', label: 'To the end of the conversation', group, icon: ArrowDown, run: toEnd },
  ]);
}
