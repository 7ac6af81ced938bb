import { getHost } from '../host.ts';
import type { Studio } from '../studio.ts';

/** A URL that lets one more browser in: once, within ten minutes. */
export function issueLaunchLink(studio: Studio): string {
  return `${studio.address}/launch?token=${getHost().launchTokens.issue({ minutes: 10 })}`;
}
