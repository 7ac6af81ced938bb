'use client';

import { Lock, LockOpen, type LucideIcon, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { looksSecret } from './looks-secret.ts';
import type { DraftValue } from './server-draft.ts';

export interface ValueRowsProps {
  readonly label: string;
  readonly rows: readonly DraftValue[];
  readonly onChange: (rows: readonly DraftValue[]) => void;
  readonly addIcon: LucideIcon;
  readonly problem?: string;
}

/** Names and values; a value can be a secret, which is typed once and never shown again. */
export function ValueRows({ label, rows, onChange, addIcon, problem }: ValueRowsProps) {
  const set = (at: number, change: Partial<DraftValue>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {rows.map((row, index) => (
        <div key={row.id} className="flex min-w-0 items-center gap-1.5">
          <TextInput
            mono
            aria-label={`Name of ${label.toLowerCase()} value ${index + 1}`}
            placeholder="NAME"
            value={row.key}
            onChange={(event) =>
              set(index, {
                key: event.target.value,
                secret: row.stored !== undefined || row.secret || looksSecret(event.target.value),
              })
            }
            className="basis-2/5"
          />
          <TextInput
            mono
            type={row.secret ? 'password' : 'text'}
            autoComplete="new-password"
            aria-label={`Value of ${row.key || `${label.toLowerCase()} value ${index + 1}`}`}
            placeholder={row.stored === undefined ? 'value' : `secret “${row.stored}”`}
            value={row.value}
            onChange={(event) => set(index, { value: event.target.value })}
            className="basis-3/5"
          />
          <IconButton
            icon={row.secret ? Lock : LockOpen}
            label={row.secret ? 'Kept as a secret' : 'Keep as a secret'}
            pressed={row.secret}
            disabled={row.stored !== undefined && row.value === ''}
            onClick={() => set(index, { secret: !row.secret })}
          />
          <IconButton
            icon={X}
            label={`Remove ${row.key || 'this value'}`}
            onClick={() => onChange(rows.filter((each) => each !== row))}
          />
        </div>
      ))}
      {problem && (
        <p role="alert" className="text-xs text-bad">
          {problem}
        </p>
      )}
      <Button
        size="sm"
        icon={addIcon}
        className="self-start"
        onClick={() =>
          onChange([...rows, { id: Math.max(0, ...rows.map((row) => row.id)) + 1, key: '', value: '', secret: false }])
        }
      >
        Add a value
      </Button>
    </fieldset>
  );
}
