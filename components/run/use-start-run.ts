'use client';

import { useRouter } from 'next/navigation';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { type ActionError, useAction } from '#components/prototype/use-action.ts';
import type { RunMode } from '#core/execution/run-event.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';

/** How a run is wished for; as the route takes it. */
export interface RunOrder {
  readonly mode: RunMode;
  readonly inputs: JsonObject;
  readonly repeatRecorded?: boolean;
  readonly askAnew?: boolean;
}

/** Starts a run and goes to its page. */
export function useStartRun(): {
  readonly run: (order: RunOrder) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: ActionError | null;
} {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const { reload } = usePrototypeActions();
  const router = useRouter();
  return useAction(async (order: RunOrder) => {
    const base = `/prototypes/${id}/runs`;
    const run = await requestJson<RunView>(`/api${base}`, { method: 'POST', body: order });
    await reload();
    router.push(`${base}/${run.id}`);
  });
}
