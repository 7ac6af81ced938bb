'use client';

import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import type { Json, JsonSchema } from '#core/json/json.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { ConstantField } from './constant-field.tsx';
import { ValueField } from './value-field.tsx';
import { ValuePicker } from './value-picker.tsx';

interface ValueOrConstantProps {
  readonly label: string;
  readonly place: Place;
  readonly expr: Expr;
  readonly schema?: JsonSchema;
  readonly busy: boolean;
  readonly check?: (expr: Expr) => string | null;
  readonly onSet: (expr: Expr) => void;
}

/** A constant is written in place, with a way to take another value; any other value is chosen. */
export function ValueOrConstant({ label, place, expr, schema, busy, check, onSet }: ValueOrConstantProps) {
  const [open, setOpen] = useState(false);
  if (expr.$ !== 'lit') {
    return (
      <ValueField
        label={label}
        place={place}
        expr={expr}
        schema={schema}
        disabled={busy}
        onChange={onSet}
        className="w-full"
      />
    );
  }
  return (
    <div className="flex items-start gap-1">
      <ConstantField
        key={JSON.stringify(expr.value)}
        label={label}
        value={expr.value}
        schema={schema}
        busy={busy}
        check={check && ((value: Json) => check({ $: 'lit', value }))}
        onSet={(value) => onSet({ $: 'lit', value })}
      />
      <Popover
        label={`Another value for ${label}`}
        open={open}
        onOpenChange={setOpen}
        align="end"
        className="w-84! p-0!"
        trigger={<IconButton icon={Link2} size="sm" label={`Another value for ${label}`} className="mt-0.5" />}
      >
        <ValuePicker
          place={place}
          schema={schema}
          onPick={(picked) => {
            setOpen(false);
            onSet(picked);
          }}
        />
      </Popover>
    </div>
  );
}
