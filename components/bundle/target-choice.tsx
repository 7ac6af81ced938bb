'use client';

import {
  Boxes,
  CalendarClock,
  Cloud,
  Container,
  FileCode2,
  GitBranch,
  type LucideIcon,
  Package,
  Server,
  Ship,
  Workflow,
} from 'lucide-react';
import type { Target } from '#core/deploy/target.ts';

/** Pictures of places by id; a place without one has boxes. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  typescript: Package,
  python: Package,
  compose: Container,
  kubernetes: Ship,
  systemd: Server,
  'github-actions': GitBranch,
  airflow: CalendarClock,
  lambda: Cloud,
  temporal: Workflow,
  'serverless-workflow': FileCode2,
};

/** The places where the agent can be put, each with what it is for. */
export function TargetChoice(props: {
  readonly targets: readonly Target[];
  readonly chosen: string;
  readonly onChoose: (target: Target) => void;
}) {
  return (
    <div className="divide-y divide-hairline overflow-hidden rounded-md border border-hairline bg-surface">
      {props.targets.map((target) => {
        const { id, title, purpose } = target;
        const Icon = ICONS[id] ?? Boxes;
        return (
          <label
            key={id}
            className="flex cursor-pointer items-start gap-2.5 border-l-2 border-l-transparent px-2.5 py-2 transition-colors hover:bg-raised has-checked:border-l-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="target"
              aria-labelledby={`target-${id}`}
              aria-describedby={`target-${id}-purpose`}
              value={id}
              checked={props.chosen === id}
              onChange={() => props.onChoose(target)}
              className="sr-only"
            />
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
            <span className="min-w-0">
              <span id={`target-${id}`} className="block text-sm font-medium">
                {title}
              </span>
              <span id={`target-${id}-purpose`} className="block text-xs text-pretty text-muted">
                {purpose}
              </span>
            </span>
          </label>
        );
      })}
    </div>
  );
}
