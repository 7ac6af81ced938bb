import { classNames } from './class-names.ts';

/** A quiet bar where text will be; give it the size of what comes, so that nothing moves. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block h-4 animate-pulse rounded-sm bg-raised motion-reduce:animate-none', className)}
    />
  );
}
