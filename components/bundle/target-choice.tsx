'use client';

import { Box, type LucideIcon, Ship } from 'lucide-react';
import type { Target } from '#core/deploy/target.ts';

/** Pictures of places by id; a place without one has a box. */
const ICONS: Readonly<Record<string, LucideIcon>> = { kubernetes: Ship };

/** The places where the agent can be put, each with what it is for. */
export function TargetChoice(props: {
  readonly targets: readonly Target[];
  readonly chosen: string;
  readonly onChoose: (target: Target) => void;
}) {
  return props.targets.map((target) => {
    const { id, title, purpose } = target;
    const Icon = ICONS[id] ?? Box;
    return (
      <label
        key={id}
        className="flex cursor-pointer items-start gap-2.5 rounded-md border border-hairline bg-surface px-3 py-2.5 shadow-card transition-colors hover:border-hairline-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
      >
        <input
          type="radio"
          name="target"
          value={id}
          checked={props.chosen === id}
          onChange={() => props.onChoose(target)}
          className="sr-only"
        />
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
        <span className="min-w-0">
          <span className="block text-sm font-medium">{title}</span>
          <span className="block text-xs text-muted">{purpose}</span>
        </span>
      </label>
    );
  });
}
