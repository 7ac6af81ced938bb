'use client';

import { useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import type { CallOutcome } from '#core/trace/trace.ts';
import type { CallView } from './call-view.ts';

interface WholeCall {
  readonly id: string;
  readonly outcome: CallOutcome;
}

/** A call with all of its result: pages are given the beginning of a large one, and load the rest when asked. */
export function useWholeCall(call: CallView): {
  readonly call: Pick<CallView, 'outcome'>;
  readonly cut: boolean;
  readonly loading: boolean;
  readonly error: string | null;
  readonly load: () => void;
} {
  const prototype = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const shortened = usePrototype(({ snapshot }) => call.wholeAt !== undefined || snapshot.cutResults.includes(call.id));
  const [whole, setWhole] = useState<WholeCall | null>(null);
  const address = call.wholeAt ?? `/api/prototypes/${prototype}/calls/${call.id}`;
  const { run, busy, error } = useAction(async () => {
    setWhole((await requestJson<{ readonly call: WholeCall }>(address)).call);
  });
  const loaded = whole?.id === call.id ? whole : null;
  return {
    call: loaded ?? call,
    cut: shortened && !loaded,
    loading: busy,
    error: error?.message ?? null,
    load: () => void run(),
  };
}
