'use client';

import { useState } from 'react';
import { Markdown } from '#components/chat/markdown.tsx';
import { Button } from '#components/ui/button.tsx';
import { formatBytes } from '#components/ui/format.ts';
import { Segmented } from '#components/ui/segmented.tsx';
import { looksLikeMarkdown } from './looks-like-markdown.ts';

const FOLDED = 4000;

export interface TextBlockProps {
  readonly text: string;
  readonly title?: string;
  readonly mimeType?: string;
}

/** Text of a result: Markdown is laid out (no HTML, no pictures from elsewhere), all else stands as it came. */
export function TextBlock({ text, title, mimeType }: TextBlockProps) {
  const [open, setOpen] = useState(false);
  const marked = mimeType === 'text/markdown' || looksLikeMarkdown(text);
  const [look, setLook] = useState<'read' | 'text'>('read');
  const cut = !open && text.length > FOLDED;
  const shown = cut ? `${text.slice(0, FOLDED)}…` : text;
  return (
    <div className="px-4 py-3">
      {(title || marked) && (
        <div className="mb-2 flex items-center gap-2">
          <p className="min-w-0 flex-1 text-2xs text-faint wrap-anywhere">{title}</p>
          {marked && (
            <Segmented
              label="Show as"
              value={look}
              onChange={setLook}
              segments={[
                { value: 'read', label: 'Read' },
                { value: 'text', label: 'Text' },
              ]}
            />
          )}
        </div>
      )}
      {marked && look === 'read' ? (
        <Markdown text={shown} streaming={false} />
      ) : (
        <p className="font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap">{shown}</p>
      )}
      {cut && (
        <Button size="sm" className="mt-2" onClick={() => setOpen(true)}>
          Show all {formatBytes(text.length)}
        </Button>
      )}
    </div>
  );
}
