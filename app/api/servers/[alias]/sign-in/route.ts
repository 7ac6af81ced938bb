import { z } from 'zod';
import { aliasSchema } from '#lib/studio/servers/server-schema.ts';
import { beginSignIn, signOut } from '#lib/studio/servers/sign-in.ts';
import { handle } from '../../../handle.ts';

const params = z.object({ alias: aliasSchema });

/** Where the user can sign in: `{url, host, scope}`. The Host was checked to be one of the studio's own. */
export const POST = handle({ params }, ({ studio, params: { alias }, request }) =>
  beginSignIn(studio, { alias, origin: `http://${request.headers.get('host')}` }),
);

/** Forgets the sign-in. */
export const DELETE = handle({ params }, ({ studio, params: { alias } }) => signOut(studio, alias));
