/** When and where both runs of a parity test take place. */
export const PARITY_RUN = { now: '2026-11-21T08:00:00.000Z', timeZone: 'Europe/Berlin' } as const;
