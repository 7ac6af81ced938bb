import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md';

interface ButtonLook {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
  /** Icon after the text, for "goes on" and "opens". */
  readonly trailingIcon?: LucideIcon;
  readonly children: ReactNode;
}

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent-fill text-on-accent hover:bg-accent-fill-hover border-transparent',
  secondary: 'bg-surface text-fg border-hairline hover:bg-raised hover:border-hairline-strong shadow-card',
  ghost: 'bg-transparent text-muted border-transparent hover:bg-raised hover:text-fg',
  danger: 'bg-surface text-bad border-hairline hover:bg-bad/10 hover:border-bad/40 shadow-card',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2 gap-1.5 text-xs',
  md: 'h-8 px-3 gap-1.5 text-sm',
};

function look({ variant = 'secondary', size = 'md' }: Pick<ButtonLook, 'variant' | 'size'>): string {
  return classNames(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-medium transition-colors',
    'disabled:opacity-50 disabled:cursor-not-allowed aria-disabled:opacity-50',
    variants[variant],
    sizes[size],
  );
}

export interface ButtonProps extends ButtonLook, Omit<ComponentProps<'button'>, 'children'> {
  /** Shows that the action is under way and takes no second click; the label stays readable. */
  readonly busy?: boolean;
}

/** The one button. At most one `primary` in sight. */
export function Button(props: ButtonProps) {
  const { variant, size, icon: Icon, trailingIcon: Trailing, busy = false, className, children, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={classNames(look({ variant, size }), className)}
    >
      {busy ? <Spinner /> : Icon && <Icon aria-hidden className="size-3.5 shrink-0" />}
      {children}
      {Trailing && <Trailing aria-hidden className="size-3.5 shrink-0" />}
    </button>
  );
}

export interface ButtonLinkProps extends ButtonLook, Omit<ComponentProps<typeof Link>, 'children'> {}

/** A link that looks like a button: for going somewhere, not for doing something. */
export function ButtonLink(props: ButtonLinkProps) {
  const { variant, size, icon: Icon, trailingIcon: Trailing, className, children, ...rest } = props;
  return (
    <Link {...rest} className={classNames(look({ variant, size }), className)}>
      {Icon && <Icon aria-hidden className="size-3.5 shrink-0" />}
      {children}
      {Trailing && <Trailing aria-hidden className="size-3.5 shrink-0" />}
    </Link>
  );
}
