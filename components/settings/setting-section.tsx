import type { ReactNode } from 'react';

export interface SettingSectionProps {
  readonly id: string;
  readonly title: string;
  readonly description: ReactNode;
  readonly children: ReactNode;
}

/** What it is about at the left, what can be changed at the right; one below the other where it is narrow. */
export function SettingSection({ id, title, description, children }: SettingSectionProps) {
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 border-t border-hairline py-8 first:border-t-0 first:pt-0 lg:grid-cols-[16rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        <div className="mt-1 max-w-prose text-sm text-pretty text-muted">{description}</div>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

/** Rows with hairlines between them. */
export function SettingRows({ children }: { readonly children: ReactNode }) {
  return (
    <ul className="divide-y divide-hairline rounded-lg border border-hairline bg-surface shadow-card empty:hidden">
      {children}
    </ul>
  );
}
