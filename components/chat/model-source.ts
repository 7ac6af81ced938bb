/** The answer of `GET /api/models`. */
export interface ListedModels {
  readonly providers: readonly {
    readonly id: string;
    readonly name: string;
    readonly from: 'settings' | 'environment' | 'local' | 'script';
    readonly models: readonly string[];
    readonly problem?: string;
  }[];
  readonly default: string | null;
}

export async function loadModels(signal: AbortSignal): Promise<ListedModels> {
  const response = await fetch('/api/models', { signal });
  if (!response.ok) throw new Error(`The studio answered ${response.status}.`);
  return response.json();
}

export async function saveModel(prototypeId: string, model: string | null): Promise<void> {
  await fetch(`/api/prototypes/${encodeURIComponent(prototypeId)}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model }),
  });
}
