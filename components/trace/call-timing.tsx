'use client';

import type { ReactNode } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { formatBytes, formatDuration, plural } from '#components/ui/format.ts';
import { resultText } from '#core/tool/tool-result.ts';
import type { CallView } from './call-view.ts';

const origins = {
  chat: 'the model of the chat',
  gateway: 'an agent through the gateway',
  hand: 'you, by hand',
  import: 'an import',
  run: 'a run',
} as const;

/** When the call was, how long it took beside others of its tool, and how much came back. */
export function CallTiming({ call }: { readonly call: CallView }) {
  const calls = usePrototype((state, derived) => derived.calls(state));
  const times = calls
    .filter((other) => other.tool === call.tool && other.server === call.server && other.durationMs !== undefined)
    .map((other) => other.durationMs ?? 0)
    .sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  const result = call.outcome?.status === 'answered' ? call.outcome.result : undefined;
  const size = result ? JSON.stringify(result).length : undefined;
  const place = calls.findIndex(({ id }) => id === call.id) + 1;
  return (
    <dl className="grid grid-cols-[8rem_1fr] gap-x-3 gap-y-2 px-4 py-3 text-xs">
      <Fact term="Started">
        <time dateTime={call.startedAt} suppressHydrationWarning>
          {new Date(call.startedAt).toLocaleString()}
        </time>
      </Fact>
      <Fact term="Took">{call.durationMs === undefined ? 'still under way' : formatDuration(call.durationMs)}</Fact>
      {times.length > 1 && middle !== undefined && (
        <Fact term="This tool otherwise">
          {formatDuration(middle)} in the middle of {plural(times.length, 'call')}
        </Fact>
      )}
      <Fact term="Order">
        {place} of {calls.length}
        {call.turn && `, in ${call.turn}`}
      </Fact>
      <Fact term="Called by">{origins[call.origin]}</Fact>
      {size !== undefined && result && (
        <Fact term="Answer">
          {formatBytes(size)}
          {resultText(result) !== '' && `, ${formatBytes(resultText(result).length)} of it text`}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{term}</dt>
      <dd className="figures min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}
