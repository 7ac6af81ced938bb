'use client';

import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import type { RunEffect } from './run-model.ts';

interface UnknownEffectsProps {
  readonly run: RunView;
  readonly effects: readonly RunEffect[];
  readonly after: () => Promise<void>;
}

/** A write was sent and its answer was lost. Only a person can say what became of it; nothing is repeated before. */
export function UnknownEffects({ run, effects, after }: UnknownEffectsProps) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const settle = useAction(async (effect: string, verdict: 'retry' | 'done' | 'abort') => {
    await requestJson(`/api/prototypes/${id}/runs/${run.id}`, { method: 'POST', body: { effect, verdict } });
    await after();
  });
  return effects
    .filter(({ state }) => state === 'unknown')
    .map((effect) => (
      <ErrorNote
        key={effect.key}
        tone="warn"
        className="m-3"
        title={`Was ${effect.tool} carried out? It was sent to ${effect.server}, and its answer was lost.`}
        detail={<JsonView bare label={`Arguments of ${effect.tool}`} value={effect.args} viewClassName="max-h-40" />}
        advice={
          settle.error?.message ?? `Look on ${effect.server}, then say what you found. The run goes on from there.`
        }
        actions={
          <>
            <Button size="sm" busy={settle.busy} onClick={() => void settle.run(effect.key, 'done')}>
              It is there: mark as done
            </Button>
            <Button size="sm" disabled={settle.busy} onClick={() => void settle.run(effect.key, 'retry')}>
              It is not: send it again
            </Button>
            <Button
              size="sm"
              variant="danger"
              disabled={settle.busy}
              onClick={() => void settle.run(effect.key, 'abort')}
            >
              Stop the run
            </Button>
          </>
        }
      />
    ));
}
