import { issueLaunchLink } from '#lib/studio/auth/issue-launch-link.ts';
import { handle } from '../handle.ts';

/** A new launch URL, for a second browser: good once, within ten minutes. */
export const POST = handle({}, async ({ studio }) => ({ url: issueLaunchLink(studio) }));
