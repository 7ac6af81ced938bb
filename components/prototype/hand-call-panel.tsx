'use client';

import { Hand } from 'lucide-react';
import { useEffect, useState } from 'react';

import { SchemaForm } from '#components/server/schema-form/schema-form.tsx';

import { schemaProblems } from '#components/server/schema-form/schema-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { JsonObject } from '#core/json/json.ts';
import type { ToolView } from '#core/server/server-view.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import { usePrototype, usePrototypeActions } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';
import { useAction } from './use-action.ts';

interface Offer extends ToolView {
  readonly server: string;
}

/** Calls one tool of a connected server; the call is recorded like those of the chat. */
export function HandCallPanel({ onClose }: { readonly onClose: () => void }) {
  const { offers, failures } = useOffers();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Offer | null>(null);
  const found = (offers ?? []).filter((offer) =>
    `${offer.server} ${offer.spec.name} ${offer.spec.title ?? ''}`.toLowerCase().includes(search.toLowerCase()),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      placement="side"
      title={chosen ? (chosen.spec.title ?? chosen.spec.name) : 'Call a tool by hand'}
      description={chosen ? chosen.spec.description : 'The call is recorded on the graph like any other.'}
    >
      {chosen ? (
        <CallForm offer={chosen} onBack={() => setChosen(null)} onDone={onClose} />
      ) : (
        <>
          <TextInput
            aria-label="Search tools"
            placeholder="Search tools"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          {failures.map(({ server, message }) => (
            <ErrorNote
              key={server}
              tone="warn"
              className="mt-3"
              title={`${server} offers nothing now.`}
              detail={message}
            />
          ))}
          <ul className="mt-3 flex flex-col">
            {found.map((offer) => (
              <li key={`${offer.server}/${offer.spec.name}`}>
                <button
                  type="button"
                  onClick={() => setChosen(offer)}
                  className={classNames(
                    'flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-raised',
                  )}
                >
                  <span className="min-w-0 flex-1 truncate text-sm">{offer.spec.name}</span>
                  <span className="shrink-0 text-xs text-faint">{offer.server}</span>
                  <EffectBadge effect={offer.effect} show="icon" />
                </button>
              </li>
            ))}
          </ul>
          {offers?.length === 0 && failures.length === 0 && (
            <EmptyState title="No server is used here">
              Connect one on the Servers page and add it to this prototype.
            </EmptyState>
          )}
        </>
      )}
    </Dialog>
  );
}

function CallForm({
  offer,
  onBack,
  onDone,
}: {
  readonly offer: Offer;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const prototype = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const { reload, select } = usePrototypeActions();
  const [args, setArgs] = useState<JsonObject>({});
  const [tried, setTried] = useState(false);
  const problems = schemaProblems(offer.spec.inputSchema, args);
  const call = useAction(async () => {
    const body = { server: offer.server, tool: offer.spec.name, args };
    const made = await requestJson<TraceCall>(`/api/prototypes/${prototype}/calls`, { method: 'POST', body });
    await reload();
    select({ kind: 'call', call: made.id });
    onDone();
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problems.length === 0) void call.run();
      }}
    >
      <SchemaForm
        id={`hand-${offer.spec.name}`}
        schema={offer.spec.inputSchema}
        value={args}
        onChange={setArgs}
        problems={tried ? problems : []}
        disabled={call.busy}
      />
      {call.error && <ErrorNote className="mt-4" title={call.error.message} advice={call.error.advice} />}
      <div className="mt-5 flex items-center gap-2">
        <Button type="submit" variant="primary" icon={Hand} busy={call.busy}>
          Call {offer.spec.name}
        </Button>
        <Button variant="ghost" onClick={onBack} disabled={call.busy}>
          Other tool
        </Button>
        <EffectBadge effect={offer.effect} className="ml-auto" />
      </div>
    </form>
  );
}

interface Failure {
  readonly server: string;
  readonly message: string;
}

function useOffers(): { readonly offers: readonly Offer[] | null; readonly failures: readonly Failure[] } {
  const servers = usePrototype(({ snapshot }) => snapshot.prototype.servers);
  const [offers, setOffers] = useState<readonly Offer[] | null>(null);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  useEffect(() => {
    const loading = new AbortController();
    const load = async (server: string): Promise<readonly Offer[] | Failure> => {
      try {
        const tools = await requestJson<readonly ToolView[]>(`/api/servers/${server}/tools`, {
          signal: loading.signal,
        });
        return tools.map((tool) => ({ ...tool, server }));
      } catch (error) {
        return { server, message: error instanceof Error ? error.message : String(error) };
      }
    };
    void Promise.all(servers.map(load)).then((answers) => {
      if (loading.signal.aborted) return;
      setOffers(answers.flatMap((answer) => ('message' in answer ? [] : answer)));
      setFailures(answers.flatMap((answer) => ('message' in answer ? [answer] : [])));
    });
    return () => loading.abort();
  }, [servers]);
  return { offers, failures };
}
