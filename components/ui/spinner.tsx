import { classNames } from './class-names.ts';

/** Something is under way. Decorative: the words beside it say what; give `label` where there are none. */
export function Spinner({ label, className }: { readonly label?: string; readonly className?: string }) {
  return (
    <span role={label ? 'status' : undefined} className={classNames('inline-flex shrink-0', className)}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className="size-3.5 animate-spin motion-reduce:animate-none">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeOpacity="0.25" strokeWidth="1.75" />
        <path
          d="M8 1.75a6.25 6.25 0 0 1 6.25 6.25"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
        />
      </svg>
      {label && <span className="sr-only">{label}</span>}
    </span>
  );
}
