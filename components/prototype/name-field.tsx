'use client';

import { Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import { useCommands } from '#components/shell/use-commands.ts';
import { classNames } from '#components/ui/class-names.ts';
import { usePrototype, usePrototypeActions } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';
import { useAction } from './use-action.ts';

/** The prototype's name; click it to change it. Enter keeps, Escape goes back. */
export function NameField() {
  const { id, name } = usePrototype(({ snapshot }) => snapshot.prototype);
  const { reload } = usePrototypeActions();
  const [draft, setDraft] = useState<string | null>(null);
  const left = useRef(false);
  const rename = useAction(async (next: string) => {
    await requestJson(`/api/prototypes/${id}`, { method: 'PATCH', body: { name: next } });
    await reload();
    setDraft(null);
  });
  const keep = () => {
    const next = draft?.trim() ?? '';
    if (left.current || next === '' || next === name) return setDraft(null);
    void rename.run(next);
  };
  const begin = () => {
    left.current = false;
    setDraft(name);
  };
  useCommands([
    { id: 'prototype.rename', label: 'Rename the prototype', group: 'Prototype', icon: Pencil, run: begin },
  ]);
  if (draft === null) {
    return (
      <h1 className="-ml-1.5 min-w-0">
        <button
          type="button"
          title="Rename"
          onClick={begin}
          className="block max-w-full truncate rounded-md px-1.5 py-0.5 text-base font-semibold hover:bg-raised"
        >
          {name}
        </button>
      </h1>
    );
  }
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: it replaces the name that was just clicked.
        autoFocus
        aria-label="Name of the prototype"
        aria-invalid={rename.error ? true : undefined}
        title={rename.error?.message}
        maxLength={200}
        value={draft}
        disabled={rename.busy}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          left.current = true;
          event.currentTarget.blur();
        }}
        className={classNames(
          '-ml-1.5 w-72 min-w-0 rounded-md border bg-surface px-1.5 py-0.5 text-base font-semibold',
          rename.error ? 'border-bad' : 'border-accent',
        )}
      />
      {rename.error && (
        <span role="alert" className="text-xs text-bad">
          {rename.error.message}
        </span>
      )}
    </>
  );
}
