/** A collector that is away or slow holds nobody up for longer than this. */
export const LONGEST_SENDING_MS = 5_000;
/** Shorter, so that there is time to say what came of it. */
export const LONGEST_REQUEST_MS = LONGEST_SENDING_MS - 1_000;

/** Waits until all of it is done or has failed, and no longer than `LONGEST_SENDING_MS`. Never rejects. */
export async function withinLimit(...work: readonly (Promise<void> | undefined)[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_SENDING_MS);
  });
  await Promise.race([Promise.allSettled(work), limit]);
  clearTimeout(timer);
}
