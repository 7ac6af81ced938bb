'use client';

import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Json } from '#core/json/json.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { ValueField } from './value-field.tsx';
import { ValuePicker } from './value-picker.tsx';

interface OperandFieldProps {
  readonly place: Place;
  readonly expr: Expr;
  /** A value of the field that it is compared with: numbers are compared with numbers. */
  readonly sample?: Json;
  readonly onChange: (expr: Expr) => void;
}

/** What a test compares with: a constant that is typed in place, or any value in scope. */
export function OperandField({ place, expr, sample, onChange }: OperandFieldProps) {
  const [open, setOpen] = useState(false);
  if (expr.$ !== 'lit') {
    return <ValueField label="Compared with" place={place} expr={expr} onChange={onChange} className="w-full" />;
  }
  return (
    <div className="relative">
      <TextInput
        mono
        aria-label="Compared with"
        placeholder={typeof sample === 'number' ? '0' : 'text'}
        value={asText(expr.value)}
        onChange={(event) => onChange({ $: 'lit', value: fromText(event.target.value, sample) })}
        className="h-7! pr-7"
      />
      <Popover
        label="Compare with another value"
        open={open}
        onOpenChange={setOpen}
        className="w-84! p-0!"
        trigger={
          <IconButton
            icon={Link2}
            size="sm"
            label="Compare with another value"
            className="absolute top-0.5 right-0.5"
          />
        }
      >
        <ValuePicker
          place={place}
          onPick={(picked) => {
            setOpen(false);
            onChange(picked);
          }}
        />
      </Popover>
    </div>
  );
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A number where numbers are compared and the text is one; else text. */
function fromText(text: string, sample: Json | undefined): Json {
  const number = Number(text);
  return typeof sample === 'number' && text.trim() !== '' && Number.isFinite(number) ? number : text;
}
