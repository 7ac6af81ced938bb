'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';

/** What a model thought, folded away. */
export function Reasoning({ text, streaming }: { readonly text: string; readonly streaming: boolean }) {
  const [open, setOpen] = useState(false);
  if (text.trim() === '') return null;
  return (
    <div className="text-xs text-muted">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-7 items-center gap-2 rounded-md pl-1.5 pr-2 hover:bg-raised"
      >
        <ChevronRight
          aria-hidden
          className={classNames('size-3 text-faint transition-transform', open && 'rotate-90')}
        />
        {streaming ? 'Thinking' : 'Thoughts'}
      </button>
      {open && (
        <p className="border-l-2 border-hairline py-1 pl-3 leading-5 whitespace-pre-wrap wrap-anywhere">{text}</p>
      )}
    </div>
  );
}
