import { effectLook } from '#components/ui/effect-badge.tsx';
import { plural } from '#components/ui/format.ts';
import type { ServerView, ToolView } from '#core/server/server-view.ts';

/** What each class of tools means for whoever calls them. */
const manners = {
  read: 'run at once',
  write: 'wait for your approval',
  destroy: 'wait for your approval, marked as what they are',
} as const;

/** While no tool is chosen: what this server is, what its tools do to the world, and what it tells the model. */
export function ServerOverview({
  server,
  tools,
}: {
  readonly server: ServerView;
  readonly tools: readonly ToolView[];
}) {
  const classes = (['read', 'write', 'destroy'] as const)
    .map((effect) => ({ effect, count: tools.filter((tool) => tool.effect === effect).length }))
    .filter(({ count }) => count > 0);
  const changed = tools.filter(({ seen }) => seen === 'changed').length;
  return (
    <div className="flex max-w-2xl flex-col gap-6 px-6 py-5">
      <h2 className="text-lg font-semibold">{server.status.serverName ?? server.config.alias}</h2>
      <dl className="divide-y divide-hairline border-y border-hairline text-sm">
        {classes.map(({ effect, count }) => {
          const { icon: Icon, colour, label } = effectLook[effect];
          return (
            <div key={effect} className="flex items-center gap-3 py-2.5">
              <dt className="flex w-32 shrink-0 items-center gap-2">
                <Icon aria-hidden className={`size-3.5 ${colour}`} />
                <span className="figures">{plural(count, 'tool')}</span>
                <span className="sr-only">of class {label}</span>
              </dt>
              <dd className="text-muted">
                {label}: {manners[effect]}
              </dd>
            </div>
          );
        })}
      </dl>
      {changed > 0 && (
        <p className="text-sm text-warn">
          {plural(changed, 'tool')} changed since you last saw {changed === 1 ? 'it' : 'them'}, and cannot be called
          until you accept that.
        </p>
      )}
      {server.instructions && (
        <section>
          <h3 className="text-sm font-semibold">What it tells the model</h3>
          <p className="mt-1 max-w-prose text-sm text-pretty whitespace-pre-line text-muted">{server.instructions}</p>
        </section>
      )}
      <p className="text-sm text-faint">Choose a tool to see its arguments, set its class, and call it by hand.</p>
    </div>
  );
}
