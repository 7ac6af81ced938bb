'use client';

import { ArrowUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { rememberStart } from '#components/chat/start-intent.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { SAMPLE_PROMPT } from '#core/live/sample-prompt.ts';
import { createPrototype, prototypeHref } from './start-prototype.ts';

/** A job in words; Enter makes a prototype that begins with it. The sample's prompt stands in it at first. */
export function PromptForm() {
  const router = useRouter();
  const [prompt, setPrompt] = useState(SAMPLE_PROMPT);
  const start = useAction(async () => {
    const { id } = await createPrototype({ name: prompt.trim().slice(0, 80) || undefined });
    rememberStart(id, { kind: 'prompt', text: prompt.trim() });
    router.push(prototypeHref(id));
  });
  return (
    <div className="flex w-full flex-col gap-3 text-left">
      <form
        className="w-full rounded-xl border border-hairline-strong bg-surface p-2 shadow-card focus-within:border-accent"
        onSubmit={(event) => {
          event.preventDefault();
          void start.run();
        }}
      >
        <label htmlFor="start-prompt" className="sr-only">
          What should be done
        </label>
        <textarea
          id="start-prompt"
          rows={2}
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void start.run();
          }}
          className="field-sizing-content max-h-48 min-h-14 w-full resize-none bg-transparent px-2 py-1.5 text-base outline-none"
        />
        <div className="flex items-center justify-between gap-2">
          <span className="px-2 text-xs text-faint">↵ starts a prototype with this prompt</span>
          <Button type="submit" icon={ArrowUp} busy={start.busy} disabled={prompt.trim() === ''}>
            Start
          </Button>
        </div>
      </form>
      {start.error && <ErrorNote title={start.error.message} advice={start.error.advice} />}
    </div>
  );
}
