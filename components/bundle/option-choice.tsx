'use client';

import { Segmented } from '#components/ui/segmented.tsx';
import type { Verdict } from '#core/deploy/target.ts';
import { Hint, Legend } from './choice-words.tsx';

interface OptionChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  /** What the place takes of them; all of them where absent. */
  readonly verdicts?: Readonly<Record<Value, Verdict>>;
  readonly onChange: (value: Value) => void;
}

/** One of a few options; those that the place does not take are closed, and say why. */
export function OptionChoice<Value extends string>(props: OptionChoiceProps<Value>) {
  const { label, value, options, verdicts, onChange } = props;
  const refusals = options.flatMap((option) => {
    const verdict = verdicts?.[option.value] ?? 'taken';
    // Of what is chosen all the same it is said as an error, by whoever asked.
    return verdict === 'taken' || option.value === value ? [] : [{ ...option, reason: verdict.refused }];
  });
  const isRefused = (option: Value) => refusals.some((refusal) => refusal.value === option);
  return (
    <>
      <Legend>{label}</Legend>
      <Segmented
        label={label}
        size="md"
        value={value}
        onChange={onChange}
        segments={options.map((option) => ({ ...option, disabled: isRefused(option.value) }))}
      />
      {refusals.map((refusal) => (
        <Hint key={refusal.value}>
          <span className="font-medium text-fg">{refusal.label}:</span> {refusal.reason}
        </Hint>
      ))}
    </>
  );
}
