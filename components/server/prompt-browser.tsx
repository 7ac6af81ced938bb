'use client';

import { MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { JsonSchema } from '#core/json/json.ts';
import type { PromptSpec } from '#core/server/prompt-spec.ts';
import { GET_PROMPT } from '#core/tool/tool-ref.ts';
import { CallPanel, type CallTarget } from './call-panel.tsx';
import { OfferBrowser } from './offer-browser.tsx';

export interface PromptBrowserProps {
  readonly alias: string;
  readonly prompts: readonly PromptSpec[];
  readonly prototypes: readonly CallTarget[];
  readonly live: boolean;
}

/** Prompts that a server has written; filled in, they come back as messages. */
export function PromptBrowser({ alias, prompts, prototypes, live }: PromptBrowserProps) {
  const [selected, setSelected] = useState<string | null>(null);
  const prompt = prompts.find(({ name }) => name === selected);
  return (
    <OfferBrowser
      noun={['prompt', 'prompts']}
      selected={selected}
      onSelect={setSelected}
      entries={prompts.map(({ name, title, description }) => ({
        id: name,
        name,
        text: `${title ?? ''} ${description ?? ''}`,
        note: title,
      }))}
    >
      {prompt ? (
        <article key={prompt.name} className="flex min-w-0 flex-col gap-5 px-4 py-4 sm:px-6 sm:py-5">
          <header className="min-w-0">
            <h2 className="text-lg font-semibold wrap-anywhere">{prompt.title ?? prompt.name}</h2>
            {prompt.title !== undefined && prompt.title !== prompt.name && (
              <p className="font-mono text-xs wrap-anywhere text-muted">{prompt.name}</p>
            )}
            {prompt.description && (
              <p className="mt-2 max-w-prose text-sm whitespace-pre-line text-muted">{prompt.description}</p>
            )}
          </header>
          <CallPanel
            server={alias}
            tool={GET_PROMPT}
            schema={promptSchema(prompt)}
            toArguments={(filled) => ({ name: prompt.name, arguments: filled })}
            effect="read"
            prototypes={prototypes}
            action="Get"
            disabled={!live}
          />
        </article>
      ) : (
        <EmptyState icon={MessageSquareText} title="Choose a prompt" className="h-full">
          Fill in its arguments and see the messages it gives.
        </EmptyState>
      )}
    </OfferBrowser>
  );
}

function promptSchema({ arguments: members }: PromptSpec): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      members.map(({ name, description }) => [name, { type: 'string', ...(description && { description }) }]),
    ),
    required: members.filter((member) => member.required).map((member) => member.name),
  };
}
