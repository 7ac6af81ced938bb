'use client';

import { ArrowUp, Square } from 'lucide-react';
import { type ReactNode, type RefObject, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';

export interface PromptBoxProps {
  /** What stands in the box at first: the sample's prompt, or nothing. */
  readonly initial: string;
  readonly answering: boolean;
  readonly stopping: boolean;
  readonly disabled: boolean;
  /** True when it was taken; then the box is emptied. */
  readonly onSend: (text: string) => Promise<boolean>;
  readonly onStop: () => void;
  /** Left of the button: the model. */
  readonly children?: ReactNode;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Where the job is described. Enter sends, Shift+Enter breaks the line, Escape stops an answer. */
export function PromptBox(props: PromptBoxProps) {
  const { initial, answering, stopping, disabled, onSend, onStop, children, field } = props;
  const [text, setText] = useState(initial);
  const send = async () => {
    const said = text.trim();
    if (said === '' || answering || disabled) return;
    setText('');
    // A refused message comes back; nothing that was written is lost.
    if (!(await onSend(said))) setText((now) => (now === '' ? said : now));
  };
  return (
    <form
      className="rounded-lg border border-hairline bg-surface shadow-card transition-colors focus-within:border-accent"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={field}
        rows={2}
        aria-label="Describe the job"
        placeholder={answering ? 'You can write on while it answers' : 'Describe the job'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && answering) onStop();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void send();
          }
        }}
        className="field-sizing-content block max-h-60 min-h-14 w-full resize-none bg-transparent px-3 pt-2.5 pb-1 text-sm leading-5.5 outline-none"
      />
      <div className="flex items-center gap-2 p-1.5">
        <div className="min-w-0 flex-1">{children}</div>
        {answering ? (
          <IconButton
            icon={Square}
            label={stopping ? 'Stopping' : 'Stop'}
            keys={['Esc']}
            busy={stopping}
            onClick={onStop}
          />
        ) : (
          <IconButton
            type="submit"
            icon={ArrowUp}
            label="Send"
            keys={['⏎']}
            disabled={disabled || text.trim() === ''}
            className="bg-accent-fill text-on-accent hover:bg-accent-fill-hover hover:text-on-accent"
          />
        )}
      </div>
    </form>
  );
}
