import { Disclosure } from '#components/ui/disclosure.tsx';
import { plural } from '#components/ui/format.ts';
import { ScrollRegion } from '#components/ui/scroll-region.tsx';

/** What the server printed on stderr, last lines last. Text only, whatever is in it. */
export function StderrTail({ lines, open = false }: { readonly lines: readonly string[]; readonly open?: boolean }) {
  return (
    <Disclosure open={open} summary={<span className="text-xs">Its stderr, {plural(lines.length, 'line')}</span>}>
      <ScrollRegion
        label="Last lines of stderr"
        className="max-h-40 overflow-auto rounded-md border border-hairline bg-sunken"
      >
        <pre className="px-3 py-2 font-mono text-2xs whitespace-pre-wrap wrap-anywhere text-muted">
          {lines.join('\n')}
        </pre>
      </ScrollRegion>
    </Disclosure>
  );
}
