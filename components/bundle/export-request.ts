import { RequestError } from '#components/prototype/request-json.ts';
import type { Language, StateChoice } from '#core/deploy/target.ts';
import type { ExportEvent } from '#core/live/export-event.ts';
import type { Trigger } from '#core/workflow/workflow.ts';

/** What the user chose on the export page. */
export interface ExportChoices {
  /** Id of a place. */
  readonly target: string;
  readonly language: Language;
  readonly trigger: Trigger;
  readonly state: StateChoice;
}

/** Exports and follows it: events one after the other, until it ended or `signal` stops it. Throws `RequestError`. */
export async function* streamExport(
  prototypeId: string,
  choices: ExportChoices & { readonly prove: boolean },
  signal: AbortSignal,
): AsyncGenerator<ExportEvent> {
  const response = await fetch(`/api/prototypes/${encodeURIComponent(prototypeId)}/bundles`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(choices),
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new RequestError('unreachable', 'The studio does not answer.', 'Look whether it is still running.');
  });
  if (!response.ok || !response.body) throw await refusalOf(response);
  let rest = '';
  for await (const text of readText(response.body)) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line) as ExportEvent;
  }
}

async function* readText(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

async function refusalOf(response: Response): Promise<RequestError> {
  const { error } = (await response.json().catch(() => ({}))) as {
    readonly error?: { readonly code: string; readonly message: string; readonly advice?: string };
  };
  return new RequestError(
    error?.code ?? 'failed',
    error?.message ?? `The studio answered with status ${response.status}.`,
    error?.advice,
  );
}
