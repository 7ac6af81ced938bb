import { classNames } from '#components/ui/class-names.ts';

/** Two calls joined into one step: the product in sixteen pixels. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={classNames('size-5 shrink-0', className)}>
      <rect width="20" height="20" rx="5" className="fill-accent-fill" />
      <path
        d="M6.2 6.2c4 0 3 3.8 7.4 3.8M6.2 13.8c4 0 3-3.8 7.4-3.8"
        fill="none"
        stroke="#fff"
        strokeOpacity="0.65"
        strokeWidth="1.3"
      />
      <circle cx="5.8" cy="6.2" r="1.8" fill="#fff" />
      <circle cx="5.8" cy="13.8" r="1.8" fill="#fff" />
      <circle cx="14" cy="10" r="2.2" fill="#fff" />
    </svg>
  );
}
