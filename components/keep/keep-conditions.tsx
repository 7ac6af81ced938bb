import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { plural } from '#components/ui/format.ts';
import { Time } from '#components/ui/time.tsx';
import type { KeepReport } from '#core/keep/keep-report.ts';
import type { KeepView } from '#core/live/keep-view.ts';

interface KeepConditionsProps {
  readonly view: KeepView;
  /** What is shown below. */
  readonly report: KeepReport | null;
}

/** How keeping stands: what holds since when. What the user has just seen by a look comes before what the last pass left. */
export function KeepConditions({ view, report }: KeepConditionsProps) {
  const { lastSuccessAt, passes } = view.state;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-hairline px-4 py-2.5 text-xs text-muted">
      {report?.mode === 'plan' ? <Seen report={report} /> : <Conditions view={view} />}
      <span className="figures ml-auto text-faint">
        {view.passing && 'a pass is under way · '}
        {lastSuccessAt && (
          <>
            last as wanted <Time at={lastSuccessAt} />
            {' · '}
          </>
        )}
        {plural(passes, 'pass', 'passes')}
      </span>
    </div>
  );
}

function Seen({ report: { drift, failing, at } }: { readonly report: KeepReport }) {
  const fine = drift === 0 && failing === 0;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Badge tone={fine ? 'ok' : 'warn'} icon={fine ? CircleCheck : CircleAlert}>
        {fine ? 'As wanted' : drift > 0 ? `${drift} not as wanted` : `${failing} not to be seen`}
      </Badge>
      <span>
        looked <Time at={at} />, nothing was changed
      </span>
    </span>
  );
}

function Conditions({ view }: { readonly view: KeepView }) {
  const holding = view.state.conditions.filter(({ holds }) => holds);
  if (holding.length === 0)
    return <Badge icon={CircleDashed}>{view.passing ? 'First pass under way' : 'No pass yet'}</Badge>;
  return (
    <>
      {holding.map(({ type, message, since }) => (
        <span key={type} className="inline-flex items-center gap-1.5">
          <Badge
            tone={type === 'Ready' ? 'ok' : type === 'Drifted' ? 'warn' : 'bad'}
            icon={type === 'Ready' ? CircleCheck : CircleAlert}
            title={message}
          >
            {type}
          </Badge>
          <span>
            since <Time at={since} />
          </span>
        </span>
      ))}
      <span className="min-w-0">{holding.at(-1)?.message}</span>
    </>
  );
}
