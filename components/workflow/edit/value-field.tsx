'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Popover } from '#components/ui/popover.tsx';
import type { JsonSchema } from '#core/json/json.ts';
import type { Unsaid } from '#core/workflow/describe-expr.ts';
import type { Place } from '#core/workflow/evidence.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { originOfExpr } from '#core/workflow/value-origin.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { valueParts } from '../value-parts.ts';
import { ValueText } from '../value-text.tsx';
import { useWorkflowPage } from '../workflow-context.tsx';
import { ValuePicker } from './value-picker.tsx';

interface ValueFieldProps {
  readonly label: string;
  readonly place: Place;
  readonly expr: Expr | null;
  readonly onChange: (expr: Expr) => void;
  readonly schema?: JsonSchema;
  readonly unsaid?: Unsaid;
  readonly onlyReferences?: boolean;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly className?: string;
}

/** A value as a field: shows what stands there, and offers everything else that could. */
export function ValueField(props: ValueFieldProps) {
  const { label, place, expr, onChange, schema, unsaid, onlyReferences, placeholder = 'Choose a value' } = props;
  const { view } = useWorkflowPage();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      className="w-84! p-0!"
      trigger={
        <button
          type="button"
          aria-label={label}
          disabled={props.disabled}
          className={classNames(
            'flex min-h-7 min-w-0 items-center gap-1.5 rounded-md border border-hairline bg-surface px-2 py-0.5 text-left text-xs shadow-card transition-colors hover:border-hairline-strong disabled:opacity-60',
            props.className,
          )}
        >
          <span className="line-clamp-2 min-w-0 flex-1">
            {expr ? (
              <ValueText
                expr={expr}
                parts={valueParts(expr, unsaid)}
                origin={originOfExpr(expr, stepsById(view.workflow))}
              />
            ) : (
              <span className="text-faint">{placeholder}</span>
            )}
          </span>
          <ChevronsUpDown aria-hidden className="size-3 shrink-0 text-faint" />
        </button>
      }
    >
      <ValuePicker
        place={place}
        schema={schema}
        onlyReferences={onlyReferences}
        onPick={(picked) => {
          setOpen(false);
          onChange(picked);
        }}
      />
    </Popover>
  );
}
