'use client';

import { useEffect, useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { JsonView } from '#components/ui/json-view.tsx';
import type { Json, JsonObject } from '#core/json/json.ts';
import type { RawMessage } from '#core/server/raw-message.ts';
import type { CallView } from './call-view.ts';

/** What went over the wire for a call, as long as it is kept; below it the record as it is stored. */
export function CallRaw({ call }: { readonly call: CallView }) {
  const prototype = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const [raw, setRaw] = useState<readonly RawMessage[] | null>(null);
  const over = call.durationMs !== undefined;
  useEffect(() => {
    if (!over) return;
    const loading = new AbortController();
    requestJson<{ readonly raw: readonly RawMessage[] }>(`/api/prototypes/${prototype}/calls/${call.id}`, {
      signal: loading.signal,
    }).then(
      (answer) => setRaw(answer.raw),
      () => setRaw([]),
    );
    return () => loading.abort();
  }, [prototype, call.id, over]);
  return (
    <div className="flex flex-col">
      <h3 className="px-4 pt-3 pb-1 text-2xs font-medium text-faint">
        {raw?.length === 0 ? 'The messages of this call are no longer kept' : 'Messages on the wire'}
      </h3>
      {raw && raw.length > 0 && (
        <JsonView bare label="Messages on the wire" value={raw.map(readable)} viewClassName="max-h-[65dvh]" />
      )}
      <h3 className="border-t border-hairline px-4 pt-3 pb-1 text-2xs font-medium text-faint">As recorded</h3>
      <JsonView bare label={`Record of ${call.tool}`} value={recordOf(call)} viewClassName="max-h-[65dvh]" />
    </div>
  );
}

/** A message as data; its text where it was cut and is no JSON any more. */
function readable({ direction, at, text, bytes }: RawMessage): Json {
  const cut: JsonObject = text.length < bytes ? { bytes } : {};
  return { direction, at, message: parsed(text), ...cut };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function recordOf(call: CallView): Json {
  const { progress: _, effect: __, state: ___, ...record } = call;
  return plain(record);
}

/** As JSON: absent members are not there. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
