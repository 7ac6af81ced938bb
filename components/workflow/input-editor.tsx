'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Json } from '#core/json/json.ts';
import type { Place } from '#core/workflow/evidence.ts';
import { ValueExplanation } from './value-explanation.tsx';
import { useWorkflowPage } from './workflow-context.tsx';

/** An input of the workflow: its name, its default, what it is for, and why it is an input. */
export function InputEditor({ place }: { readonly place: Place }) {
  const { view, edit, busy } = useWorkflowPage();
  const list = place.slot[0] === 'config' ? view.workflow.config : view.workflow.inputs;
  const input = list?.[Number(place.slot[1])];
  const text =
    input?.default === undefined
      ? ''
      : typeof input.default === 'string'
        ? input.default
        : JSON.stringify(input.default);
  const [name, setName] = useState(input?.name ?? '');
  const [value, setValue] = useState(text);
  const [description, setDescription] = useState(input?.description ?? '');
  if (!input) return null;
  const parsed = parseDefault(value, input.schema.type);
  const changed = name !== input.name || value !== text || description !== (input.description ?? '');
  const save = async () => {
    if (!edit || parsed === undefined) return;
    if (value !== text || description !== (input.description ?? '')) {
      await edit({ edit: 'setInput', name: input.name, default: parsed, description });
    }
    if (name !== input.name) await edit({ edit: 'renameInput', from: input.name, to: name });
  };
  return (
    <article aria-label={`Input ${input.name}`} className="flex flex-col gap-3 px-4 py-3">
      <h2 className="text-sm font-semibold">
        Input <span className="font-mono text-xs text-origin-input">{input.name}</span>
      </h2>
      <ValueExplanation place={place} expr={{ $: 'ref', of: 'input', id: input.name }} origin="input" />
      {edit && (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Field label="Name">
            {(control) => (
              <TextInput {...control} mono value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field
            label="Default"
            note={typeof input.schema.type === 'string' ? input.schema.type : undefined}
            error={parsed === undefined ? 'This is not a value of that type.' : undefined}
          >
            {(control) => (
              <TextInput {...control} mono value={value} onChange={(event) => setValue(event.target.value)} />
            )}
          </Field>
          <Field label="What it is for" note="optional">
            {(control) => (
              <TextInput {...control} value={description} onChange={(event) => setDescription(event.target.value)} />
            )}
          </Field>
          <div className="flex gap-2">
            <Button type="submit" size="sm" disabled={!changed || parsed === undefined} busy={busy}>
              Save
            </Button>
            <Button
              size="sm"
              variant="ghost"
              disabled={busy}
              onClick={() => void edit({ edit: 'removeInput', name: input.name })}
            >
              Make it a constant
            </Button>
          </div>
        </form>
      )}
    </article>
  );
}

function parseDefault(text: string, type: Json | undefined): Json | undefined {
  if (type === 'string') return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return type === undefined ? text : undefined;
  }
}
