import type { ReactNode, Ref } from 'react';

export interface ScrollRegionProps {
  /** Names the region for screen readers. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLElement>;
}

/** A part of the page that scrolls by itself, reachable by keyboard so that it can be scrolled without a mouse. */
export function ScrollRegion({ label, className, children, ref }: ScrollRegionProps) {
  return (
    <section
      ref={ref}
      aria-label={label}
      className={className}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
    >
      {children}
    </section>
  );
}
