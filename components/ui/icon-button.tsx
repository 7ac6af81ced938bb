import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** What it does; read aloud and shown on hover. */
  readonly label: string;
  /** Keys that do the same, e.g. `['⌘', 'K']`. */
  readonly keys?: readonly string[];
  readonly size?: 'sm' | 'md';
  readonly busy?: boolean;
  /** For buttons that stay down. */
  readonly pressed?: boolean;
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
}

/** A button that is only an icon; its label is its tooltip. */
export function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, keys, size = 'md', busy = false, pressed, tooltipSide, className, ...rest } = props;
  return (
    <Tooltip content={label} keys={keys} side={tooltipSide}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        aria-busy={busy || undefined}
        disabled={rest.disabled || busy}
        className={classNames(
          'inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-raised hover:text-fg',
          'disabled:cursor-not-allowed disabled:opacity-50 aria-pressed:bg-raised aria-pressed:text-fg',
          size === 'sm' ? 'size-6' : 'size-8',
          className,
        )}
      >
        {busy ? <Spinner /> : <Icon aria-hidden className={size === 'sm' ? 'size-3.5' : 'size-4'} />}
      </button>
    </Tooltip>
  );
}
