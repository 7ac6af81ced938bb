import { classNames } from './class-names.ts';

/** Keys that do something, e.g. `<Kbd keys={['⌘', 'K']} />`. */
export function Kbd({ keys, className }: { readonly keys: readonly string[]; readonly className?: string }) {
  return (
    <span className={classNames('inline-flex shrink-0 items-center gap-0.5', className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-hairline bg-surface px-1 font-sans text-2xs text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
