import { formatDuration } from '#components/ui/format.ts';
import type { Waterfall } from './waterfall.ts';

/** The times over the bars; stays while the rows scroll. */
export function WaterfallAxis({ model }: { readonly model: Waterfall }) {
  return (
    <div
      aria-hidden="true"
      className="sticky top-0 z-10 flex h-6 border-b border-hairline bg-surface text-2xs text-faint"
    >
      <span className="w-52 shrink-0" />
      <span className="figures relative mr-18 flex-1">
        {model.ticks.map(({ at, label }) => (
          <span key={at} className="absolute top-0.5 leading-5 whitespace-nowrap" style={placeOf(at, model)}>
            {label}
          </span>
        ))}
      </span>
    </div>
  );
}

/** The marks of the axis through all rows; hatched where waiting was left out. */
export function WaterfallGrid({ model }: { readonly model: Waterfall }) {
  return (
    <div aria-hidden="true" className="absolute inset-y-0 right-18 left-52">
      {model.ticks.map(({ at }) => (
        <span
          key={at}
          className="pointer-events-none absolute inset-y-0 border-l border-hairline/70"
          style={placeOf(at, model)}
        />
      ))}
      {model.breaks.map(({ at, skippedMs }) => (
        <span
          key={at}
          title={`${formatDuration(skippedMs)} of waiting left out`}
          className="absolute inset-y-0 w-1.5 bg-[repeating-linear-gradient(135deg,var(--hairline-strong)_0_1px,transparent_1px_4px)]"
          style={placeOf(at, model)}
        />
      ))}
    </div>
  );
}

function placeOf(time: number, model: Waterfall): { readonly left: string } {
  return { left: `${(100 * time) / model.total}%` };
}
