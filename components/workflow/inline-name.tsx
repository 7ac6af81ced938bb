'use client';

import { useId, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';

interface InlineNameProps {
  /** Read aloud before the name: "input", "step". */
  readonly what: string;
  readonly name: string;
  /** Absent where it cannot be renamed. */
  readonly onRename?: (to: string) => void;
  /** Why a name cannot be given; null where it can. */
  readonly check?: (to: string) => string | null;
  readonly className?: string;
}

/** A name that is changed where it stands: a click, new letters, Enter. Escape leaves it. */
export function InlineName({ what, name, onRename, check, className }: InlineNameProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const look = classNames('nodrag nopan rounded-[3px] px-1 font-mono text-xs leading-5', className);
  if (draft === null) {
    return (
      <button
        type="button"
        disabled={!onRename}
        title={onRename ? `Rename ${name}` : name}
        onClick={() => setDraft(name)}
        className={classNames(look, 'min-w-0 truncate text-left enabled:hover:bg-raised enabled:hover:underline')}
      >
        {name}
      </button>
    );
  }
  const to = draft.trim();
  const problem = to === '' || to === name ? null : (check?.(to) ?? null);
  const keep = () => {
    setDraft(null);
    if (to !== '' && to !== name && problem === null) onRename?.(to);
  };
  return (
    <span className="relative min-w-0">
      <input
        // biome-ignore lint/a11y/noAutofocus: it replaces the name that was just clicked.
        autoFocus
        aria-label={`Name of ${what} ${name}`}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? id : undefined}
        value={draft}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={keep}
        onKeyDown={(event) => {
          event.stopPropagation();
          // A name that cannot be given stays to be mended.
          if (event.key === 'Enter' && problem === null) event.currentTarget.blur();
          if (event.key === 'Escape') setDraft(null);
        }}
        className={classNames(look, 'w-36 min-w-0 bg-surface outline-1', problem ? 'outline-bad' : 'outline-accent')}
      />
      {problem && (
        <span
          id={id}
          role="alert"
          className="absolute top-full left-0 z-20 mt-1 w-64 rounded-md border border-hairline bg-surface px-2 py-1 text-2xs leading-4 text-bad shadow-overlay"
        >
          {problem}
        </span>
      )}
    </span>
  );
}
