import type { GatewayView } from '#core/server/gateway-view.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { gatewayToken } from './gateway-token.ts';
import { gatewayUrl } from './gateway-url.ts';

/** The address and the token of a prototype's gateway. Throws `not-found` where there is no such prototype. */
export async function describeGateway(
  studio: Studio,
  { prototypeId, accessKey }: { readonly prototypeId: string; readonly accessKey: string },
): Promise<GatewayView> {
  if (!(await studio.store.prototypes.find(prototypeId))) {
    throw new StudioError('not-found', `There is no prototype "${prototypeId}".`);
  }
  const url = gatewayUrl(studio, prototypeId);
  const token = gatewayToken(accessKey, prototypeId);
  const headers = { Authorization: `Bearer ${token}` };
  const json = (value: unknown) => JSON.stringify(value, null, 2);
  return {
    url,
    token,
    snippets: [
      {
        application: 'Claude Code',
        text: `claude mcp add --transport http tracewright ${url} --header "Authorization: Bearer ${token}"`,
      },
      { application: 'Cursor', text: json({ mcpServers: { tracewright: { url, headers } } }) },
      { application: 'VS Code', text: json({ servers: { tracewright: { type: 'http', url, headers } } }) },
    ],
  };
}
