import type { ReactNode } from 'react';

export function Title({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <h2 id={id} className="text-xs font-medium text-faint">
      {children}
    </h2>
  );
}

export function Hint({ children }: { readonly children: ReactNode }) {
  return <p className="text-xs text-pretty text-muted">{children}</p>;
}

/** Why the place does not take what is chosen, and what to choose instead. Nothing where it takes it. */
export function Refused({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p role="alert" className="text-xs text-pretty text-bad">
      {text}
    </p>
  );
}
