'use client';

import { Button } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EffectBadge, effectLook } from '#components/ui/effect-badge.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import { Select } from '#components/ui/select.tsx';
import type { ToolView } from '#core/server/server-view.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import { CallPanel, type CallTarget } from './call-panel.tsx';
import { ToolHints } from './tool-hints.tsx';

export interface ToolDetailProps {
  readonly alias: string;
  readonly tool: ToolView;
  readonly prototypes: readonly CallTarget[];
  readonly live: boolean;
  readonly onClassify: (effect: EffectClass | null) => void;
  readonly onAccept: () => void;
}

const classes = ['read', 'write', 'destroy'] as const;

/** One tool: what the server says about it, what the user says it does, and the form to call it. */
export function ToolDetail({ alias, tool, prototypes, live, onClassify, onAccept }: ToolDetailProps) {
  const { spec, effect, guess, seen } = tool;
  const title = spec.title ?? spec.annotations?.title ?? spec.name;
  return (
    <article className="flex min-w-0 flex-col gap-5 px-4 py-4 sm:px-6 sm:py-5">
      <header className="flex min-w-0 flex-col gap-2">
        <div className="flex min-w-0 flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <h2 className="text-lg font-semibold wrap-anywhere">{title}</h2>
            {title !== spec.name && <p className="font-mono text-xs wrap-anywhere text-muted">{spec.name}</p>}
          </div>
          <Select
            label="What it does"
            size="sm"
            value={spec.effect ?? 'guess'}
            onChange={(next) => onClassify(next === 'guess' ? null : next)}
            options={[
              {
                value: 'guess' as const,
                label: <Class effect={guess} note="guessed" />,
                text: `${effectLook[guess].label}, guessed`,
                description: 'From its name and the server’s hints',
              },
              ...classes.map((each) => ({
                value: each,
                label: <Class effect={each} note="set by you" />,
                text: effectLook[each].label,
                description: effectLook[each].meaning,
              })),
            ]}
          />
        </div>
        {spec.description && (
          <p className="max-w-prose text-sm text-pretty whitespace-pre-line text-muted">{spec.description}</p>
        )}
        <ToolHints annotations={spec.annotations} />
      </header>
      {seen === 'changed' && (
        <ErrorNote
          tone="warn"
          title="The server describes this tool otherwise than when you last saw it."
          detail="Until you accept the new description, neither a model nor an agent can call it."
          actions={
            <Button size="sm" onClick={onAccept}>
              Accept it as it is now
            </Button>
          }
        />
      )}
      <CallPanel
        server={alias}
        tool={spec.name}
        schema={spec.inputSchema}
        effect={effect}
        prototypes={prototypes}
        disabled={!live || seen === 'changed'}
      />
      <Disclosure summary="Schema as the server sent it" className="border-t border-hairline pt-4">
        <div className="grid gap-3">
          <div className="overflow-hidden rounded-md border border-hairline">
            <JsonView label="Input schema" value={spec.inputSchema} root="inputSchema" />
          </div>
          {spec.outputSchema && (
            <div className="overflow-hidden rounded-md border border-hairline">
              <JsonView label="Output schema" value={spec.outputSchema} root="outputSchema" />
            </div>
          )}
        </div>
      </Disclosure>
    </article>
  );
}

function Class({ effect, note }: { readonly effect: EffectClass; readonly note: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <EffectBadge effect={effect} />
      <span className="text-2xs text-faint">{note}</span>
    </span>
  );
}
