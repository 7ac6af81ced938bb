'use client';

import { useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { OriginDot } from '#components/trace/origin-dot.tsx';
import { shortValue } from '#components/trace/short-arguments.ts';
import { Button } from '#components/ui/button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Json } from '#core/json/json.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { stepsById } from './step-tree.ts';
import { originOfExpr } from './value-origin.ts';
import { valuesInScope } from './values-in-scope.ts';
import { useWorkflowPage } from './workflow-context.tsx';

const MOST = 80;

/** Changes a value: another constant, or any value that is in scope, each with what it was in the recording. */
export function ValueEditor({ place, expr }: { readonly place: Place; readonly expr: Expr }) {
  const { view, edit, busy } = useWorkflowPage();
  const trace = usePrototype(({ snapshot }) => snapshot.trace);
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  if (!edit) return null;
  const set = async (next: Expr) => {
    await edit({ edit: 'setValue', place, expr: next });
    setOpen(false);
  };
  if (!open) {
    return (
      <div className="flex flex-wrap items-end gap-2">
        {expr.$ === 'lit' && (
          <LiteralField value={expr.value} busy={busy} onSet={(value) => void set({ $: 'lit', value })} />
        )}
        <Button size="sm" disabled={busy} onClick={() => setOpen(true)}>
          Use another value…
        </Button>
      </div>
    );
  }
  const steps = stepsById(view.workflow);
  const all = valuesInScope(view.workflow, place.step, trace);
  const wanted = search.toLowerCase();
  const named = all.filter((value) => value.label.toLowerCase().includes(wanted));
  // What is called so comes before what only looks so.
  const alike = all.filter(
    (value) => !named.includes(value) && shortValue(value.sample).toLowerCase().includes(wanted),
  );
  const found = [...named, ...alike];
  return (
    <div className="flex flex-col gap-2 rounded-md border border-hairline p-2">
      <div className="flex items-center gap-2">
        <TextInput
          autoFocus
          aria-label="Search values in scope"
          placeholder="Name or sample value"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button size="sm" variant="ghost" onClick={() => setOpen(false)}>
          Close
        </Button>
      </div>
      <ul aria-label="Values in scope" className="max-h-60 overflow-y-auto">
        {found.slice(0, MOST).map((value, index) => (
          <li key={`${value.group}${value.label}`}>
            {found[index - 1]?.group !== value.group && (
              <p className="px-2 pt-2 pb-0.5 text-2xs text-faint">{value.group}</p>
            )}
            <button
              type="button"
              disabled={busy}
              onClick={() => void set(value.expr)}
              className="flex w-full items-center gap-2 rounded-md px-2 py-1 text-left text-xs hover:bg-raised"
            >
              <OriginDot origin={originOfExpr(value.expr, steps)} />
              <span className="max-w-1/2 shrink-0 truncate font-mono">{value.label}</span>
              <span className="min-w-0 flex-1 truncate text-right font-mono text-2xs text-faint">
                {shortValue(value.sample)}
              </span>
            </button>
          </li>
        ))}
        {found.length === 0 && (
          <li className="px-2 py-3 text-xs text-muted">No value in scope is called or looks like that.</li>
        )}
        {found.length > MOST && (
          <li className="px-2 py-1 text-2xs text-faint">and {found.length - MOST} more; search for them</li>
        )}
      </ul>
    </div>
  );
}

/** Text stays text; numbers, flags and lists are written as JSON. */
function LiteralField({
  value,
  busy,
  onSet,
}: {
  readonly value: Json;
  readonly busy: boolean;
  readonly onSet: (value: Json) => void;
}) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const [draft, setDraft] = useState(text);
  const parsed = parseLike(value, draft);
  return (
    <form
      className="flex min-w-0 flex-1 items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed !== undefined) onSet(parsed);
      }}
    >
      <TextInput
        mono
        aria-label="Constant"
        aria-invalid={parsed === undefined ? true : undefined}
        title={
          parsed === undefined ? 'This is not JSON; texts need no quotes only where a text stood before.' : undefined
        }
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      {draft !== text && (
        <Button size="sm" type="submit" variant="primary" busy={busy} disabled={parsed === undefined}>
          Set
        </Button>
      )}
    </form>
  );
}

function parseLike(before: Json, draft: string): Json | undefined {
  if (typeof before === 'string') return draft;
  try {
    return JSON.parse(draft) as Json;
  } catch {
    return undefined;
  }
}
