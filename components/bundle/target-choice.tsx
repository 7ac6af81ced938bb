'use client';

import { Ban } from 'lucide-react';
import type { Target, TriggerKind } from '#core/deploy/target.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { Hint } from './choice-words.tsx';
import { refusalOf } from './refusal-of.ts';
import { faceOf } from './target-face.ts';

/** The places where the agent can be put, as tiles. One that what starts the agent does not reach says so. */
export function TargetChoice(props: {
  readonly targets: readonly Target[];
  readonly target: Target;
  readonly trigger: TriggerKind;
  readonly onChoose: (target: Target) => void;
  readonly className?: string;
}) {
  const { targets, target, trigger, onChoose, className } = props;
  return (
    <ChoiceGroup
      label="Target"
      value={target.id}
      choices={targets.map((place) => ({
        value: place.id,
        label: place.title,
        means: place.purpose,
        refused: refusalOf(place, trigger),
      }))}
      onChange={(next) => {
        const place = targets.find(({ id }) => id === next);
        if (place) onChoose(place);
      }}
      line={<Hint>{target.purpose}</Hint>}
      // Two columns or five; a last tile that would stand alone takes the row.
      gridClassName="grid-cols-2 [&>button:last-of-type:nth-of-type(odd)]:col-span-2 @2xl:grid-cols-5 @2xl:[&>button:last-of-type]:col-span-1!"
      itemClassName="flex flex-col justify-center gap-0.5 px-2.5 py-2 text-left"
      lineClassName="@2xl:min-h-4"
      className={className}
    >
      {({ value, label, refused }) => {
        const { icon, where } = faceOf(value);
        const Icon = refused !== undefined && value !== target.id ? Ban : icon;
        return (
          <>
            <span className="truncate text-sm font-medium">{label}</span>
            <span className="flex items-center gap-1.5 text-2xs text-faint">
              <Icon aria-hidden className="size-3.5 shrink-0" />
              <span className="truncate">{where}</span>
            </span>
          </>
        );
      }}
    </ChoiceGroup>
  );
}
