import { registerServer } from '#lib/studio/servers/register-server.ts';
import { registrationSchema } from '#lib/studio/servers/server-schema.ts';
import { listServers } from '#lib/studio/servers/view-server.ts';
import { handle } from '../handle.ts';

export const GET = handle({}, ({ studio }) => listServers(studio));

export const POST = handle({ body: registrationSchema }, ({ studio, body }) => registerServer(studio, body));
