/**
 * Asks for the first page once, as soon as the studio is ready: its modules are loaded and its database is connected
 * while the user still reaches for the mouse. Nothing depends on it, so nothing is said of its failure.
 */
export async function warmUp(options: { readonly port: number; readonly accessKey: string }): Promise<void> {
  try {
    const answer = await fetch(`http://127.0.0.1:${options.port}/`, {
      headers: { Authorization: `Bearer ${options.accessKey}` },
      signal: AbortSignal.timeout(30_000),
    });
    await answer.arrayBuffer();
  } catch {
    // The studio is being stopped already, or the page fails and will say so to its reader.
  }
}
