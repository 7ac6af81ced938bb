'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { TextArea } from '#components/ui/text-input.tsx';
import type { Place } from '#core/workflow/evidence.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { ValueField } from './value-field.tsx';
import { ValuePicker } from './value-picker.tsx';

type Template = Extract<Expr, { $: 'text' }>;
type Part = Template['parts'][number];

interface TemplateEditorProps {
  readonly place: Place;
  readonly expr: Template;
  readonly busy: boolean;
  readonly onSet: (expr: Expr) => void;
}

/** A text with values in it, piece by piece: words are written, values are chosen. */
export function TemplateEditor({ place, expr, busy, onSet }: TemplateEditorProps) {
  const [parts, setParts] = useState<readonly Part[]>(expr.parts);
  const [adding, setAdding] = useState(false);
  const changed = JSON.stringify(parts) !== JSON.stringify(expr.parts);
  const set = (index: number, part: Part) => setParts(parts.with(index, part));
  return (
    <form
      aria-label="Text"
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) onSet({ $: 'text', parts: parts.filter((part) => part !== '') });
      }}
    >
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their order.
        <div key={index} className="flex items-start gap-1.5">
          {typeof part === 'string' ? (
            <TextArea
              mono
              rows={1}
              aria-label={`Words ${index + 1}`}
              value={part}
              onChange={(event) => set(index, event.target.value)}
              className="min-h-7 py-1 leading-4.5!"
            />
          ) : (
            <ValueField
              label={`Value ${index + 1}`}
              place={{ ...place, slot: [...place.slot, 'parts', index] }}
              expr={part}
              onlyReferences
              onChange={(next) => set(index, next)}
              className="flex-1"
            />
          )}
          <IconButton
            icon={Trash2}
            size="sm"
            label={`Remove piece ${index + 1}`}
            className="mt-0.5"
            onClick={() => setParts(parts.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div className="flex flex-wrap gap-1">
        <Button size="sm" variant="ghost" icon={Plus} onClick={() => setParts([...parts, ' '])}>
          Words
        </Button>
        <Popover
          label="Value to add"
          open={adding}
          onOpenChange={setAdding}
          className="w-84! p-0!"
          trigger={
            <Button size="sm" variant="ghost" icon={Plus}>
              Value
            </Button>
          }
        >
          <ValuePicker
            place={place}
            onlyReferences
            onPick={(picked) => {
              setAdding(false);
              setParts([...parts, picked]);
            }}
          />
        </Popover>
        {changed && (
          <>
            <Button type="submit" size="sm" variant="primary" busy={busy} className="ml-auto">
              Set the text
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setParts(expr.parts)}>
              Leave it
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
