import { Fragment } from 'react';
import type { Segment, SentenceRow } from './step-sentence.ts';
import { ValueChip } from './value-chip.tsx';

/** The first line of a step, its values in place. */
export function SentenceTitle({ segments }: { readonly segments: readonly Segment[] }) {
  return (
    <p className="min-w-0 flex-1 text-sm leading-5 font-medium wrap-anywhere">
      <Segments segments={segments} />
    </p>
  );
}

/** What else a step says, one line each: the word that joins it, and the value. */
export function SentenceRows({ rows }: { readonly rows: readonly SentenceRow[] }) {
  if (rows.length === 0) return null;
  return (
    <dl className="mt-1 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-2 gap-y-0.5 text-xs leading-5">
      {rows.map(({ label, name, segments }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their order.
        <Fragment key={index}>
          {label === '' ? (
            <dt className="sr-only">What</dt>
          ) : (
            <dt className="max-w-24 truncate text-faint" title={name ?? label}>
              {label}
            </dt>
          )}
          <dd className={label === '' ? 'col-span-2 line-clamp-3 min-w-0' : 'line-clamp-3 min-w-0'}>
            <Segments segments={segments} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Segments({ segments }: { readonly segments: readonly Segment[] }) {
  return segments.map((segment, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity but their order.
    <Fragment key={at}>
      {at > 0 && ' '}
      {segment.kind === 'words' ? segment.text : <ValueChip segment={segment} />}
    </Fragment>
  ));
}
