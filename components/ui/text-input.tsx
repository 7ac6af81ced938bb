import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

const look =
  'w-full min-w-0 rounded-md border border-hairline bg-surface text-sm text-fg shadow-card transition-colors hover:border-hairline-strong focus:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-bad disabled:opacity-60';

interface Mono {
  /** For values: keys, urls, commands, JSON. */
  readonly mono?: boolean;
}

/** One line of text. Put it in a {@link Field} so that it has a label. */
export function TextInput({ mono, className, ...rest }: ComponentProps<'input'> & Mono) {
  return (
    <input
      autoComplete="off"
      spellCheck={mono ? false : undefined}
      {...rest}
      className={classNames(look, 'h-8 px-2.5', mono && 'font-mono text-xs', className)}
    />
  );
}

/** Several lines of text; grows with what is in it up to its max height. */
export function TextArea({ mono, className, ...rest }: ComponentProps<'textarea'> & Mono) {
  return (
    <textarea
      rows={3}
      spellCheck={mono ? false : undefined}
      {...rest}
      className={classNames(
        look,
        'field-sizing-content px-2.5 py-1.5',
        mono && 'font-mono text-xs leading-5',
        className,
      )}
    />
  );
}
