'use client';

import { ShieldCheck } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { formatToolRef, type ToolRef } from '#core/tool/tool-ref.ts';
import { usePrototype, usePrototypeActions } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';
import { useAction } from './use-action.ts';

/** Tools that were allowed here once and for all, each with the way back, and whether outside agents must ask. */
export function PermissionsHere() {
  const { id, allowed, gateway, instructions } = usePrototype(({ snapshot }) => snapshot.prototype);
  const { reload } = usePrototypeActions();
  const revoke = useAction(async ({ server, tool }: ToolRef) => {
    const body = { server, tool, allowed: false };
    await requestJson(`/api/prototypes/${id}/approvals`, { method: 'PATCH', body });
    await reload();
  });
  const trust = useAction(async (on: boolean) => {
    const chat = { gateway: on ? 'allow' : 'ask', ...(instructions !== '' && { instructions }) };
    await requestJson(`/api/prototypes/${id}`, { method: 'PATCH', body: { chat } });
    await reload();
  });
  const error = revoke.error ?? trust.error;
  return (
    <div className="flex flex-col gap-3">
      {allowed.length === 0 ? (
        <p className="flex items-center gap-2 text-sm text-muted">
          <ShieldCheck aria-hidden className="size-4 text-faint" /> Every write asks.
        </p>
      ) : (
        <ul className="divide-y divide-hairline rounded-lg border border-hairline">
          {allowed.map((tool) => (
            <li key={formatToolRef(tool)} className="flex items-center gap-3 py-1.5 pr-1.5 pl-3">
              <span className="min-w-0 flex-1 truncate font-mono text-xs">{formatToolRef(tool)}</span>
              <Button size="sm" variant="ghost" disabled={revoke.busy} onClick={() => void revoke.run(tool)}>
                Ask again
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Switch
        label="Outside agents write without asking"
        hint="Off: what they write waits for you here, as in the chat."
        checked={gateway === 'allow'}
        disabled={trust.busy}
        onChange={(on) => void trust.run(on)}
      />
      {error && <ErrorNote title={error.message} advice={error.advice} />}
    </div>
  );
}
