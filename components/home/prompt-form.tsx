'use client';

import { ArrowUp, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { rememberStart } from '#components/chat/start-intent.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { SAMPLE_PROMPT } from '#core/live/sample-prompt.ts';
import { createPrototype, prototypeHref } from './start-prototype.ts';

/**
 * A job in words, with one button. While the sample's prompt stands in it, that plays the sample, in the one that is
 * there or in a new one; any other words begin a prototype.
 */
export function PromptForm({ sample }: { readonly sample: string | null }) {
  const router = useRouter();
  const [prompt, setPrompt] = useState(SAMPLE_PROMPT);
  const plays = prompt.trim() === SAMPLE_PROMPT;
  const start = useAction(async () => {
    const text = prompt.trim();
    if (plays) {
      const id = sample ?? (await createPrototype({ sample: true })).id;
      rememberStart(id, { kind: 'play' });
      router.push(prototypeHref(id));
      return;
    }
    const { id } = await createPrototype({ name: text.slice(0, 80) || undefined });
    rememberStart(id, { kind: 'prompt', text });
    router.push(prototypeHref(id));
  });
  return (
    <div className="flex w-full flex-col gap-3">
      <form
        className="w-full rounded-xl border border-hairline-strong bg-surface p-2 shadow-card transition-colors focus-within:border-accent"
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
          placeholder="Describe a job for your MCP servers"
          onChange={(event) => setPrompt(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (prompt.trim() !== '') void start.run();
          }}
          className="field-sizing-content max-h-48 min-h-14 w-full resize-none bg-transparent px-2 py-1.5 text-base outline-none"
        />
        <div className="flex items-center justify-between gap-3">
          <span className="min-w-0 px-2 text-xs text-pretty text-faint">
            {plays
              ? 'A script plays this one on two real servers: no model, no key, no network.'
              : 'Enter starts a prototype with this prompt.'}
          </span>
          <Button
            type="submit"
            variant="primary"
            icon={plays ? Play : ArrowUp}
            busy={start.busy}
            disabled={prompt.trim() === ''}
          >
            {plays ? 'Play the sample' : 'Start'}
          </Button>
        </div>
      </form>
      {start.error && <ErrorNote title={start.error.message} advice={start.error.advice} />}
    </div>
  );
}
