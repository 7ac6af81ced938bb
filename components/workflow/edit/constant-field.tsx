'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextArea, TextInput } from '#components/ui/text-input.tsx';
import { isJsonArray, type Json, type JsonSchema } from '#core/json/json.ts';

interface ConstantFieldProps {
  readonly label: string;
  readonly value: Json;
  /** What the receiving parameter says of itself: its enum and its type. */
  readonly schema?: JsonSchema;
  readonly busy?: boolean;
  /** What would be wrong with a value, before it is set. */
  readonly check?: (value: Json) => string | null;
  readonly onSet: (value: Json) => void;
}

/** A constant: one of the values that the parameter allows, or text; other values are written as JSON. Enter sets it. */
export function ConstantField({ label, value, schema, busy = false, check, onSet }: ConstantFieldProps) {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const [draft, setDraft] = useState(shown);
  const options = isJsonArray(schema?.enum) ? schema.enum : typeof value === 'boolean' ? [true, false] : null;
  if (options) {
    return (
      <Select
        size="sm"
        label={label}
        value={JSON.stringify(value)}
        onChange={(text) => onSet(JSON.parse(text))}
        options={options.map((option) => ({ value: JSON.stringify(option), label: asText(option) }))}
        className="w-full"
      />
    );
  }
  const parsed = parseLike(value, draft, schema);
  const changed = draft !== shown;
  const problem = !changed
    ? null
    : parsed === undefined
      ? 'This is not JSON. Texts are written as they are only where a text is wanted.'
      : (check?.(parsed) ?? null);
  const long = draft.length > 48 || draft.includes('\n');
  const control = {
    mono: true,
    'aria-label': label,
    'aria-invalid': problem ? (true as const) : undefined,
    value: draft,
  };
  return (
    <form
      className="flex min-w-0 flex-1 flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed !== undefined && changed) onSet(parsed);
      }}
    >
      <div className="flex items-start gap-2">
        {long ? (
          <TextArea {...control} rows={2} onChange={(event) => setDraft(event.target.value)} />
        ) : (
          <TextInput {...control} className="h-7!" onChange={(event) => setDraft(event.target.value)} />
        )}
        {changed && (
          <Button size="sm" type="submit" variant="primary" busy={busy} disabled={parsed === undefined}>
            Set
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className="text-2xs text-bad">
          {problem}
        </p>
      )}
    </form>
  );
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Text stays text where a text stood or is wanted; everything else is JSON. Undefined where it is none. */
function parseLike(before: Json, draft: string, schema: JsonSchema | undefined): Json | undefined {
  const wanted = schema?.type;
  if (wanted === 'string' || (typeof before === 'string' && wanted === undefined)) return draft;
  try {
    return JSON.parse(draft) as Json;
  } catch {
    return typeof before === 'string' ? draft : undefined;
  }
}
