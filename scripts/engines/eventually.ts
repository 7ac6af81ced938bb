/** Waits until something holds, whatever it throws until then; whether that is in time is the test's own time limit. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 100));
}
