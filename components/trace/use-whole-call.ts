'use client';

import { useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import type { CallView } from './call-view.ts';

/** A call with all of its result: pages are given the beginning of a large one, and load the rest when asked. */
export function useWholeCall(call: CallView): {
  readonly call: Pick<CallView, 'outcome'>;
  readonly cut: boolean;
  readonly loading: boolean;
  readonly error: string | null;
  readonly load: () => void;
} {
  const prototype = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const shortened = usePrototype(({ snapshot }) => snapshot.cutResults.includes(call.id));
  const [whole, setWhole] = useState<TraceCall | null>(null);
  const { run, busy, error } = useAction(async () => {
    const answer = await requestJson<{ readonly call: TraceCall }>(`/api/prototypes/${prototype}/calls/${call.id}`);
    setWhole(answer.call);
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
