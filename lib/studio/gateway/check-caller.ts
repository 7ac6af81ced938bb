import { allowedHosts, checkHost, type RequestFacts } from '../auth/check-request.ts';
import { opensGateway } from './gateway-token.ts';

/** A request that may pass, with the token that let it in; or why it may not. */
export type CallerCheck =
  | { readonly bearer: string }
  | { readonly status: 401 | 403; readonly code: string; readonly message: string; readonly advice?: string };

/**
 * Whether an outside program may pass to what a prototype offers. Only a bearer opens it; a browser's session does not,
 * and a request that carries any page's Origin but the studio's own is refused, so that no page can drive it.
 */
export function checkCaller(
  { port, accessKey }: { readonly port: number; readonly accessKey: string },
  { prototypeId, ...request }: RequestFacts & { readonly prototypeId: string },
): CallerCheck {
  const hosts = allowedHosts(port);
  const foreign = checkHost(hosts, request);
  if (foreign) return foreign;
  const origin = request.header('origin');
  if (origin !== null && !hosts.some((host) => origin.toLowerCase() === `http://${host}`)) {
    return { status: 403, code: 'foreign-origin', message: 'Requests from another origin are refused.' };
  }
  const bearer = /^Bearer (\S+)$/i.exec(request.header('authorization') ?? '')?.[1];
  if (bearer !== undefined && opensGateway(bearer, { accessKey, prototypeId })) return { bearer };
  return {
    status: 401,
    code: 'unauthenticated',
    message: 'The gateway needs the bearer token of this prototype.',
    advice: 'Copy the whole configuration from the prototype’s page into your agent.',
  };
}
