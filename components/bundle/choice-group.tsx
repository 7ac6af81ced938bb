'use client';

import { Ban } from 'lucide-react';
import * as Radix from 'radix-ui/radio-group';
import { type ReactNode, useId, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Hint, Title } from './choice-words.tsx';

/** One thing that can be chosen, or that cannot be and says why. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What it is for, shown while it is pointed at. */
  readonly means?: string;
  /** Why it cannot be chosen now, and what to choose instead. */
  readonly refused?: string;
}

interface ChoiceGroupProps<Value extends string, Item extends Choice<Value>> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Item[];
  readonly onChange: (value: Value) => void;
  /** What the choice that is made means; its room is kept, so that nothing below moves. */
  readonly line: ReactNode;
  /** The inside of one choice; whether it is refused is said by colour and words around it. */
  readonly children: (choice: Item) => ReactNode;
  /** The grid of the choices. */
  readonly gridClassName: string;
  readonly itemClassName: string;
  readonly lineClassName?: string;
  readonly className?: string;
}

/**
 * A radio group as a grid with hairlines; arrow keys move and choose. A choice that is refused can be pointed at and
 * focused, so that its reason can be read in the line below, and is left as it is when it is chosen.
 */
export function ChoiceGroup<Value extends string, Item extends Choice<Value>>(props: ChoiceGroupProps<Value, Item>) {
  const { label, value, choices, onChange, line, children, gridClassName, itemClassName, lineClassName, className } =
    props;
  const id = useId();
  const [pointed, setPointed] = useState<Value | null>(null);
  // Of what is chosen all the same it is said as an error, by whoever asked.
  const reasonOf = (choice: Item) => (choice.value === value ? undefined : choice.refused);
  const choose = (next: string) => {
    const choice = choices.find((candidate) => candidate.value === next);
    if (choice && reasonOf(choice) === undefined) onChange(choice.value);
  };
  const shown = choices.find((choice) => choice.value === pointed && choice.value !== value);
  return (
    <div className={classNames('flex min-w-0 flex-col gap-2', className)}>
      <Title id={`${id}-label`}>{label}</Title>
      <Radix.Root
        aria-labelledby={`${id}-label`}
        value={value}
        onValueChange={choose}
        className={classNames(
          'relative grid gap-px overflow-hidden rounded-md border border-hairline bg-hairline',
          gridClassName,
        )}
      >
        {choices.map((choice) => {
          const refused = reasonOf(choice) !== undefined;
          const described = reasonOf(choice) ?? choice.means;
          return (
            <Radix.Item
              key={choice.value}
              value={choice.value}
              aria-label={choice.label}
              aria-disabled={refused || undefined}
              aria-describedby={described === undefined ? undefined : `${id}-${choice.value}`}
              onPointerEnter={() => setPointed(choice.value)}
              onPointerLeave={() => setPointed(null)}
              onFocus={() => setPointed(choice.value)}
              onBlur={() => setPointed(null)}
              className={classNames(
                'relative min-w-0 -outline-offset-2 transition-colors data-[state=checked]:bg-accent-soft data-[state=checked]:inset-ring data-[state=checked]:inset-ring-accent',
                refused ? 'cursor-not-allowed bg-sunken text-faint' : 'bg-surface hover:bg-raised',
                itemClassName,
              )}
            >
              {children(choice)}
              {described !== undefined && (
                <span id={`${id}-${choice.value}`} hidden>
                  {described}
                </span>
              )}
            </Radix.Item>
          );
        })}
      </Radix.Root>
      <div className={classNames('min-h-8', lineClassName)}>
        {shown && reasonOf(shown) !== undefined ? (
          <Hint>
            <Ban aria-hidden className="mr-1 inline size-3 -translate-y-px text-faint" />
            <span className="font-medium text-fg">{shown.label}:</span> {reasonOf(shown)}
          </Hint>
        ) : shown?.means !== undefined ? (
          <Hint>{shown.means}</Hint>
        ) : (
          line
        )}
      </div>
    </div>
  );
}
