/** `trigger`: starts a pass of an agent that runs elsewhere, and waits for nothing more than its promise. */
export async function triggerCommand(variables: Readonly<Record<string, string | undefined>>): Promise<number> {
  const { processEnvironment } = await import('../environment.ts');
  const environment = processEnvironment(variables);
  const url = new URL('/run', environment.get('AGENT_URL') ?? 'http://127.0.0.1:8080');
  const token = environment.get('RUN_TOKEN');
  if (!token) throw new Error('RUN_TOKEN is not set; the agent takes no trigger without it.');
  const id = environment.get('TRIGGER_ID') ?? crypto.randomUUID();
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'webhook-id': id, 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(30_000),
  });
  process.stdout.write(`${response.status} ${(await response.text()).trim()}\n`);
  return response.ok ? 0 : 1;
}
