/** What a route of the studio answered when it did not do what was asked: what happened, and what to do. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: string;
  readonly advice: string | undefined;

  constructor(code: string, message: string, advice?: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

/** Calls a route of the studio. Gives back its JSON (undefined where there is none). Throws a {@link RequestError}. */
export async function requestJson<Answer = unknown>(
  path: string,
  options: { readonly method?: string; readonly body?: unknown; readonly signal?: AbortSignal } = {},
): Promise<Answer> {
  const response = await send(path, options);
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
  const { code, message, advice } = errorIn(text) ?? {
    code: 'failed',
    message: `The studio answered with status ${response.status}.`,
  };
  throw new RequestError(code, message, advice);
}

async function send(
  path: string,
  {
    method = 'GET',
    body,
    signal,
  }: { readonly method?: string; readonly body?: unknown; readonly signal?: AbortSignal },
): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      signal,
      cache: 'no-store',
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestError(
      'unreachable',
      'The studio does not answer.',
      'Look whether it is still running, then try again.',
    );
  }
}

function errorIn(text: string): { code: string; message: string; advice?: string } | null {
  try {
    const { error } = JSON.parse(text) as { error?: { code: string; message: string; advice?: string } };
    return error ?? null;
  } catch {
    return null;
  }
}
