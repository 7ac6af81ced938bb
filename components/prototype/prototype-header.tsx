'use client';

import { Badge } from '#components/ui/badge.tsx';
import { LinkTabs } from '#components/ui/tabs.tsx';
import { HeaderServers } from './header-servers.tsx';
import { NameField } from './name-field.tsx';
import { openQuestions } from './next-step.ts';
import { NextStepButton } from './next-step-button.tsx';
import { usePrototype } from './prototype-provider.tsx';
import { PrototypeSettingsButton } from './prototype-settings-button.tsx';
import { SpendText } from './spend-text.tsx';

/** Above every tab of a prototype: what it is, what it uses, and the one thing that comes next. */
export function PrototypeHeader() {
  const { id, sample } = usePrototype(({ snapshot }) => snapshot.prototype);
  const link = usePrototype((state) => state.link);
  const workflow = usePrototype(({ snapshot }) => snapshot.workflow);
  const runs = usePrototype(({ snapshot }) => snapshot.runs.length);
  const base = `/prototypes/${id}`;
  const questions = workflow ? openQuestions(workflow).length : 0;
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 border-b border-hairline bg-surface px-4 md:h-12 md:flex-nowrap md:gap-x-5">
      <div className="flex h-12 min-w-0 flex-1 items-center gap-2 md:max-w-88 md:flex-initial">
        <NameField />
        {sample && (
          <Badge title="A sample: its conversation is played from a script over the real wire protocol">Sample</Badge>
        )}
        {link === 'lost' && (
          <Badge tone="warn" title="The studio does not answer; what is shown may be old. Trying again.">
            Reconnecting
          </Badge>
        )}
      </div>
      <LinkTabs
        label="Views of the prototype"
        className="order-last w-full border-b-0 md:order-none md:h-full md:w-auto md:shrink-0"
        items={[
          { href: base, label: 'Design' },
          { href: `${base}/workflow`, label: 'Workflow', ...(questions > 0 && { count: questions }) },
          { href: `${base}/runs`, label: 'Runs', below: true, ...(runs > 0 && { count: runs }) },
          { href: `${base}/export`, label: 'Export', below: true },
        ]}
      />
      <div className="flex min-w-0 items-center gap-1 md:ml-auto">
        <div className="mr-2 hidden min-w-0 items-center gap-3 lg:flex">
          <HeaderServers />
          <span className="hidden min-w-0 items-center gap-3 xl:flex">
            <Model />
            <SpendText />
          </span>
        </div>
        <PrototypeSettingsButton />
        <NextStepButton />
      </div>
    </header>
  );
}

function Model() {
  const model = usePrototype(({ snapshot }) => snapshot.prototype.model);
  // That a script plays is said with what it costs.
  if (model === null || model.startsWith('scripted:')) return null;
  return (
    <span className="max-w-40 truncate text-xs text-faint" title={model}>
      {model.slice(model.indexOf(':') + 1)}
    </span>
  );
}
