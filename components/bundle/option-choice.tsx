'use client';

import type { ReactNode } from 'react';
import type { Verdict } from '#core/deploy/target.ts';
import { ChoiceGroup } from './choice-group.tsx';

interface OptionChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  /** What the place takes of them. */
  readonly verdicts: Readonly<Record<Value, Verdict>>;
  readonly onChange: (value: Value) => void;
  /** What the option that is chosen means. */
  readonly line: ReactNode;
  readonly lineClassName?: string;
}

/** By the number of options: even columns in a row where there is room, and rows without a lone one where there is not. */
const GRIDS: Readonly<Record<number, string>> = {
  2: 'grid-cols-2',
  3: 'grid-cols-3',
  4: 'grid-cols-2 @[20rem]:grid-cols-4',
  5: 'grid-cols-6 [&>button]:col-span-2 [&>button:nth-of-type(n+4)]:col-span-3 @[20rem]:grid-cols-5 @[20rem]:[&>button]:col-span-1!',
  6: 'grid-cols-3 @md:grid-cols-6',
};

/** One of a few options; those that the place does not take are closed, and say why. */
export function OptionChoice<Value extends string>(props: OptionChoiceProps<Value>) {
  const { label, value, options, verdicts, onChange, line, lineClassName } = props;
  return (
    <ChoiceGroup
      label={label}
      value={value}
      onChange={onChange}
      choices={options.map((option) => {
        const verdict = verdicts[option.value];
        return { ...option, refused: verdict === 'taken' ? undefined : verdict.refused };
      })}
      line={line}
      gridClassName={GRIDS[options.length] ?? 'grid-cols-1'}
      itemClassName="h-7.5 px-1 text-center text-xs font-medium"
      lineClassName={lineClassName}
    >
      {(option) => <span className="block truncate">{option.label}</span>}
    </ChoiceGroup>
  );
}
