'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Json, JsonSchema } from '#core/json/json.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { Input } from '#core/workflow/workflow.ts';
import { ValueHead, ValueReasons } from '../value-explanation.tsx';
import { useWorkflowPage } from '../workflow-context.tsx';
import { useEditing } from './use-editing.ts';

/** An input of the workflow: its name, its type and default, what it is for, and why it is an input. */
export function InputEditor({ place }: { readonly place: Place }) {
  const { view } = useWorkflowPage();
  const setting = place.slot[0] === 'config';
  const input = (setting ? view.workflow.config : view.workflow.inputs)?.[Number(place.slot[1])];
  if (!input) return null;
  return (
    <article aria-label={`Input ${input.name}`} className="flex flex-col gap-3 px-4 py-3">
      <h2 className="text-sm font-semibold">
        {setting ? 'Setting' : 'Input'} <span className="font-mono text-xs text-origin-input">{input.name}</span>
      </h2>
      <ValueHead place={place} expr={{ $: 'ref', of: 'input', id: input.name }} origin="input" />
      {!setting && <InputForm input={input} />}
      <ValueReasons place={place} />
    </article>
  );
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;

function InputForm({ input }: { readonly input: Input }) {
  const editing = useEditing();
  const before = {
    name: input.name,
    text: input.default === undefined ? '' : asText(input.default),
    description: input.description ?? '',
    type: TYPES.find((type) => type === input.schema.type) ?? null,
  };
  const [draft, setDraft] = useState(before);
  if (!editing) return null;
  const { edit, check, busy } = editing;
  const { name, text, description, type } = draft;
  const value = parseDefault(text, type ?? undefined);
  const changed = JSON.stringify(draft) !== JSON.stringify(before);
  const rename = { edit: 'renameInput', from: input.name, to: name } as const;
  const problem = name === before.name ? null : check(rename);
  const schema: JsonSchema = type === before.type || type === null ? input.schema : { ...input.schema, type };
  const save = async () => {
    if (value === undefined) return;
    const rest = { text, description, type };
    if (
      JSON.stringify(rest) !== JSON.stringify({ text: before.text, description: before.description, type: before.type })
    ) {
      const set = { edit: 'setInput', name: input.name, default: value, description, schema } as const;
      if (!(await edit(set))) return;
    }
    if (name !== before.name) await edit(rename);
  };
  return (
    <form
      aria-label="Input"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_8rem] gap-2">
        <Field label="Name" error={problem ?? undefined}>
          {(control) => (
            <TextInput
              {...control}
              mono
              value={name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Type">
          {(control) => (
            <Select
              {...control}
              value={type}
              placeholder="any"
              onChange={(next) => setDraft({ ...draft, type: next })}
              options={TYPES.map((option) => ({ value: option, label: option }))}
              className="w-full"
            />
          )}
        </Field>
      </div>
      <Field
        label="Default"
        note="used where a run gives none"
        error={value === undefined ? `This is no ${type ?? 'JSON'}.` : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            mono
            value={text}
            onChange={(event) => setDraft({ ...draft, text: event.target.value })}
          />
        )}
      </Field>
      <Field label="What it is for" note="optional">
        {(control) => (
          <TextInput
            {...control}
            value={description}
            onChange={(event) => setDraft({ ...draft, description: event.target.value })}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" disabled={!changed || value === undefined || problem !== null} busy={busy}>
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
  );
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The default as a value of the type, or undefined where it is none. */
function parseDefault(text: string, type: (typeof TYPES)[number] | undefined): Json | undefined {
  if (type === 'string') return text;
  try {
    const value = JSON.parse(text) as Json;
    return type === undefined || isOf(value, type) ? value : undefined;
  } catch {
    return type === undefined ? text : undefined;
  }
}

function isOf(value: Json, type: (typeof TYPES)[number]): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
