'use client';

import { useCallback, useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ServerView, ToolView } from '#core/server/server-view.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { CallTarget } from './call-panel.tsx';
import { OfferBrowser } from './offer-browser.tsx';
import { serverActions } from './server-actions.ts';
import { ServerOverview } from './server-overview.tsx';
import { ToolDetail } from './tool-detail.tsx';

export interface ToolBrowserProps {
  readonly server: ServerView;
  readonly tools: readonly ToolView[];
  readonly prototypes: readonly CallTarget[];
  readonly reload: () => void;
  /** Whether the server is connected; a list of earlier can be read, not called. */
  readonly live: boolean;
}

/** The tools of one server: what each does, its class, and a form to call it. */
export function ToolBrowser({ server, tools, prototypes, reload, live }: ToolBrowserProps) {
  const { alias } = server.config;
  const [selected, setSelected] = useState<string | null>(null);
  const tool = tools.find(({ spec }) => spec.name === selected);
  const change = useCallback(
    async (act: () => Promise<unknown>, done: string) => {
      try {
        await act();
        reload();
        toast({ title: done });
      } catch (error) {
        toast({
          tone: 'bad',
          title: 'Nothing was changed',
          detail: error instanceof Error ? error.message : String(error),
        });
      }
    },
    [reload],
  );
  return (
    <OfferBrowser
      noun={['tool', 'tools']}
      selected={selected}
      onSelect={setSelected}
      entries={tools.map(({ spec, effect, seen }) => ({
        id: spec.name,
        name: spec.name,
        text: `${spec.title ?? ''} ${spec.description ?? ''}`,
        note: spec.description?.split('\n', 1)[0] || spec.title,
        mark: (
          <span className="flex shrink-0 items-center gap-1.5">
            {seen === 'changed' && <Badge tone="warn">changed</Badge>}
            <EffectBadge effect={effect} show="icon" />
          </span>
        ),
      }))}
    >
      {tool ? (
        <ToolDetail
          key={tool.spec.name}
          alias={alias}
          tool={tool}
          prototypes={prototypes}
          live={live}
          onClassify={(effect: EffectClass | null) =>
            void change(
              () => serverActions.setEffect(alias, tool.spec.name, effect),
              effect === null ? `${tool.spec.name} goes by the guess again` : `${tool.spec.name} counts as ${effect}`,
            )
          }
          onAccept={() =>
            void change(
              () => serverActions.accept(alias, [tool.spec.name]),
              `${tool.spec.name} is accepted as it is now`,
            )
          }
        />
      ) : (
        <ServerOverview server={server} tools={tools} />
      )}
    </OfferBrowser>
  );
}
