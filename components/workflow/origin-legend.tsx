import { OriginDot, originLook } from '#components/trace/origin-dot.tsx';
import type { ValueOrigin } from '#core/workflow/evidence.ts';

const ORIGINS: readonly ValueOrigin[] = ['input', 'reference', 'computed', 'constant', 'judgement'];

/** What the marks beside values mean; shape and word say the same as the colour. */
export function OriginLegend() {
  return (
    <ul
      aria-label="Where values come from"
      className="hidden items-center gap-3 border-l border-hairline pl-3 text-2xs text-faint xl:flex"
    >
      {ORIGINS.map((origin) => (
        <li key={origin} className="flex items-center gap-1" title={originLook[origin].meaning}>
          <OriginDot origin={origin} className="scale-75" />
          <span aria-hidden="true">{originLook[origin].word.toLowerCase()}</span>
        </li>
      ))}
    </ul>
  );
}
