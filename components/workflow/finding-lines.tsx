import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import type { Finding } from '#core/workflow/finding.ts';

const looks = {
  error: { icon: CircleAlert, colour: 'text-bad' },
  warning: { icon: TriangleAlert, colour: 'text-warn' },
  note: { icon: Info, colour: 'text-muted' },
} as const;

/** What validation found, a line each. */
export function FindingLines({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {findings.map(({ message, severity }) => {
        const { icon: Icon, colour } = looks[severity];
        return (
          <li key={message} className={classNames('flex gap-1.5 text-xs leading-4.5', colour)}>
            <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            <span className="min-w-0 wrap-anywhere">{message}</span>
          </li>
        );
      })}
    </ul>
  );
}
