'use client';

import type { ActionError } from '#components/prototype/use-action.ts';
import { Card } from '#components/ui/card.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Field } from '#components/ui/field.tsx';
import { formatDuration } from '#components/ui/format.ts';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import type { KeepSwitch } from '#core/live/keep-view.ts';
import { KEEP_EVERY_MS, type Keep } from '#core/workflow/keep.ts';

interface KeepStandingProps {
  readonly keep: Keep;
  readonly position: KeepSwitch;
  readonly busy: boolean;
  readonly error: ActionError | null;
  readonly onSwitch: (position: KeepSwitch) => void;
  readonly onChange: (keep: Keep) => void;
}

const MEANINGS: Readonly<Record<KeepSwitch, string>> = {
  off: 'Passes happen only when you ask for one.',
  on: 'Passes go on until the studio ends, and are off after a restart.',
  always: 'Passes go on after a restart too, with servers whose commands you allowed.',
};

/** Whether passes go on by themselves, and how often. */
export function KeepStanding({ keep, position, busy, error, onSwitch, onChange }: KeepStandingProps) {
  const every = keep.everyMs ?? KEEP_EVERY_MS;
  return (
    <Card title="Standing passes" description={MEANINGS[position]}>
      <div className="flex flex-col gap-4">
        <Segmented
          label="Standing passes"
          size="md"
          className="self-start"
          value={position}
          onChange={onSwitch}
          segments={[
            { value: 'off', label: 'Off', disabled: busy },
            { value: 'on', label: 'On', disabled: busy },
            { value: 'always', label: 'Always', disabled: busy },
          ]}
        />
        <Field
          label="Pause between passes"
          {...(position === 'off' ? {} : { hint: 'Another pause holds when passes are switched on again.' })}
        >
          {(control) => (
            <Select
              {...control}
              value={String(every)}
              disabled={busy}
              options={[...new Set([10_000, 60_000, 300_000, 900_000, 3_600_000, every])]
                .sort((a, b) => a - b)
                .map((value) => ({ value: String(value), label: formatDuration(value) }))}
              onChange={(value) => onChange({ ...keep, everyMs: Number(value) })}
            />
          )}
        </Field>
        <p className="text-xs text-pretty text-muted">
          Each write asks first, unless you allowed its tool here. A pass uses the newest version of the workflow.
        </p>
        {error && <ErrorNote title={error.message} advice={error.advice} />}
      </div>
    </Card>
  );
}
