import { Fragment } from 'react';
import type { Line } from './step-sentence.ts';
import { ValueChip } from './value-chip.tsx';

/** A step in words, its values in place. */
export function Sentence({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <div className="flex flex-col">
      {lines.map((line, index) => (
        <p
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their order.
          key={index}
          className={
            index === 0 ? 'line-clamp-3 text-sm leading-5.5 font-medium' : 'line-clamp-3 text-xs leading-5.5 text-muted'
          }
        >
          {line.map((segment, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <Fragment key={at}>
              {at > 0 && ' '}
              {segment.kind === 'words' ? segment.text : <ValueChip segment={segment} />}
            </Fragment>
          ))}
        </p>
      ))}
    </div>
  );
}
