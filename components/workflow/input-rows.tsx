'use client';

import { useState } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { shortValue } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { Input } from '#core/workflow/workflow.ts';
import { useWorkflowPage } from './workflow-context.tsx';

/** The inputs of a workflow, one row each; the name is changed where it stands. */
export function InputRows() {
  const { view } = useWorkflowPage();
  const { inputs, config = [] } = view.workflow;
  return (
    <ul className="flex flex-col pb-2">
      {[...inputs, ...config].map((input, index) => (
        <InputRow key={input.name} input={input} index={index} setting={index >= inputs.length} />
      ))}
    </ul>
  );
}

function InputRow({
  input,
  index,
  setting,
}: {
  readonly input: Input;
  readonly index: number;
  readonly setting: boolean;
}) {
  const { edit, busy, inputs: given } = useWorkflowPage();
  const value = given?.[input.name] ?? input.default;
  const { select } = usePrototypeActions();
  const [draft, setDraft] = useState<string | null>(null);
  const place = { step: '', slot: [setting ? 'config' : 'inputs', index] };
  const selected = usePrototype(
    ({ selection }) =>
      selection?.kind === 'place' &&
      selection.place.step === '' &&
      selection.place.slot[1] === index &&
      selection.place.slot[0] === place.slot[0],
  );
  const keep = () => {
    const to = draft?.trim() ?? '';
    setDraft(null);
    if (to !== '' && to !== input.name) void edit?.({ edit: 'renameInput', from: input.name, to });
  };
  return (
    <li className={classNames('flex h-6.5 items-center gap-2 px-3 text-xs', selected && 'bg-accent-soft')}>
      {draft === null ? (
        <button
          type="button"
          disabled={!edit || busy || setting}
          title={edit ? 'Rename' : undefined}
          onClick={() => setDraft(input.name)}
          className="nodrag nopan max-w-36 truncate rounded-[3px] bg-raised px-1 font-mono text-origin-input hover:underline disabled:no-underline"
        >
          {input.name}
        </button>
      ) : (
        <input
          // biome-ignore lint/a11y/noAutofocus: it replaces the name that was just clicked.
          autoFocus
          aria-label={`Name of input ${input.name}`}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setDraft(null);
          }}
          className="nodrag nopan w-36 rounded-[3px] border border-accent bg-surface px-1 font-mono"
        />
      )}
      <button
        type="button"
        onClick={() => select({ kind: 'place', place })}
        className="nodrag nopan min-w-0 flex-1 truncate text-left text-muted hover:text-fg"
      >
        {value === undefined ? <span className="text-faint">no default</span> : shortValue(value)}
      </button>
      <span className="shrink-0 text-2xs text-faint">{setting ? 'setting' : typeOf(input)}</span>
    </li>
  );
}

function typeOf({ schema }: Input): string {
  return typeof schema.type === 'string' ? schema.type : '';
}
