import { ChevronRight } from 'lucide-react';
import { plural } from '#components/ui/format.ts';
import { ScrollRegion } from '#components/ui/scroll-region.tsx';

/** What the server printed on stderr, last lines last. Text only, whatever is in it. */
export function StderrTail({ lines, open = false }: { readonly lines: readonly string[]; readonly open?: boolean }) {
  return (
    <details open={open} className="group/stderr min-w-0">
      <summary className="flex w-fit items-center gap-1 rounded-sm text-xs text-muted select-none hover:text-fg">
        <ChevronRight aria-hidden className="size-3 transition-transform group-open/stderr:rotate-90" />
        Its stderr, {plural(lines.length, 'line')}
      </summary>
      <ScrollRegion
        label="Last lines of stderr"
        className="mt-1.5 max-h-40 overflow-auto rounded-md border border-hairline bg-sunken"
      >
        <pre className="px-3 py-2 font-mono text-2xs whitespace-pre-wrap wrap-anywhere text-muted">
          {lines.join('\n')}
        </pre>
      </ScrollRegion>
    </details>
  );
}
