'use client';

import { useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import type { EditorHandle } from './open-editor.ts';

export interface JsonEditorProps {
  /** Names the editor for screen readers. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly readOnly?: boolean;
  readonly className?: string;
}

/** JSON to write: colours, brackets, undo. The editor itself is loaded when it is first shown; Escape then Tab leaves it. */
export function JsonEditor({ label, value, onChange, readOnly = false, className }: JsonEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorHandle | null>(null);
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
    editor.current?.setText(value);
  }, [value, onChange]);
  useEffect(() => {
    let gone = false;
    void import('./open-editor.ts').then(({ openEditor }) => {
      if (gone || !place.current) return;
      editor.current = openEditor(place.current, {
        label,
        text: latest.current.value,
        readOnly,
        onChange: (text) => latest.current.onChange(text),
      });
    });
    return () => {
      gone = true;
      editor.current?.close();
      editor.current = null;
    };
  }, [label, readOnly]);
  return (
    <div
      ref={place}
      className={classNames(
        'min-h-24 min-w-0 overflow-auto rounded-md border border-hairline bg-sunken text-xs focus-within:border-accent',
        className,
      )}
    />
  );
}
