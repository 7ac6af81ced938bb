'use client';

import { FileUp, Plus, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { Page } from '#components/shell/page.tsx';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { plural } from '#components/ui/format.ts';
import { TextInput } from '#components/ui/text-input.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import type { PrototypeSummary } from '#core/live/prototype-summary.ts';
import { FirstSight } from './first-sight.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { PrototypeCard } from './prototype-card.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { createPrototype, prototypeHref } from './start-prototype.ts';

type Asked = { readonly what: 'rename' | 'delete'; readonly prototype: PrototypeView } | null;

/** From this many prototypes on there is a box to search them. */
const MANY = 9;

/** All prototypes as cards; the empty studio starts from a prompt or the sample. */
export function HomeScreen(props: {
  readonly prototypes: readonly PrototypeSummary[];
  /** Open the dialog that imports at once. */
  readonly importing: boolean;
}) {
  const { prototypes } = props;
  const router = useRouter();
  const [importing, setImporting] = useState(props.importing);
  useEffect(() => {
    // The address is the outside system: asked for again while the page is open.
    if (props.importing) setImporting(true);
  }, [props.importing]);
  const [asked, setAsked] = useState<Asked>(null);
  const [search, setSearch] = useState('');
  const start = useAction(async () => router.push(prototypeHref((await createPrototype()).id)));
  useCommands([
    { id: 'home.new', label: 'New prototype', group: 'Prototypes', icon: Plus, keys: 'n', run: () => void start.run() },
  ]);
  // Nothing of one's own yet: the sample is shown as what it is, with the way to begin.
  const [first, ...more] = prototypes;
  const only = first?.prototype.sample && more.length === 0 ? first : null;
  const nothing = prototypes.length === 0 || only !== null;
  const wanted = search.trim().toLowerCase();
  const shown = prototypes.filter(({ prototype }) => prototype.name.toLowerCase().includes(wanted));
  const close = () => setAsked(null);
  const change = async (id: string, method: 'PATCH' | 'DELETE', done: string, body?: object) => {
    await requestJson(`/api/prototypes/${id}`, { method, body });
    close();
    toast({ title: done });
    router.refresh();
  };
  return (
    <Page
      title="Prototypes"
      description={nothing ? undefined : 'A prototype holds one recording and the program derived from it.'}
      actions={
        <>
          <Button icon={FileUp} onClick={() => setImporting(true)}>
            Import
          </Button>
          <Button
            variant={nothing ? 'secondary' : 'primary'}
            icon={Plus}
            busy={start.busy}
            onClick={() => void start.run()}
          >
            New prototype
          </Button>
        </>
      }
    >
      {start.error && <ErrorNote title={start.error.message} advice={start.error.advice} className="mb-4" />}
      {nothing ? (
        <FirstSight sample={only} />
      ) : (
        <>
          {prototypes.length >= MANY && (
            <div className="relative mb-4 max-w-xs">
              <Search aria-hidden className="absolute top-2.25 left-2.5 size-3.5 text-faint" />
              <TextInput
                type="search"
                aria-label="Search prototypes"
                placeholder={`Search ${plural(prototypes.length, 'prototype')}`}
                value={search}
                onChange={(event) => setSearch(event.target.value)}
                className="pl-8"
              />
            </div>
          )}
          {shown.length === 0 ? (
            <EmptyState title={`No prototype is called “${search.trim()}”.`} />
          ) : (
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] gap-4">
              {shown.map((summary) => (
                <li key={summary.prototype.id} className="contents">
                  <PrototypeCard
                    summary={summary}
                    onRename={() => setAsked({ what: 'rename', prototype: summary.prototype })}
                    onDelete={() => setAsked({ what: 'delete', prototype: summary.prototype })}
                  />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {importing && (
        <ImportDialog
          open
          onOpenChange={() => {
            setImporting(false);
            if (props.importing) router.replace('/');
          }}
        />
      )}
      {asked?.what === 'rename' && (
        <RenameDialog
          name={asked.prototype.name}
          onClose={close}
          onRename={(name) => change(asked.prototype.id, 'PATCH', `Renamed to “${name}”`, { name })}
        />
      )}
      {asked?.what === 'delete' && (
        <ConfirmDialog
          title={`Delete “${asked.prototype.name}”?`}
          action="Delete"
          onClose={close}
          onConfirm={() => change(asked.prototype.id, 'DELETE', `Deleted “${asked.prototype.name}”`)}
        >
          Its recording, workflow, runs and bundles are removed for good. Servers and secrets stay.
        </ConfirmDialog>
      )}
    </Page>
  );
}
