import { lookup as resolveName } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { FetchLike } from '@modelcontextprotocol/client';

/** The address that a server named may not be asked; the message says why. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

const LONGEST_MS = 20_000;
/** Metadata and tokens are small. */
const LARGEST_BYTES = 1024 * 1024;

/** Networks that belong to this machine, to the user's own, or to nobody; node's own list does the arithmetic. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv6');
}

export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPrivateAddress(mapped);
  return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * A `fetch` for addresses that an MCP server names (metadata, registration, tokens). A server on the public network can
 * send the studio to public addresses over https only, decided on the address that is really connected to, so that a
 * name cannot mean one thing when it is checked and another when it is used; a server that is itself on this machine or
 * in its network may name its neighbours. Redirects are not followed: a token request must not be carried elsewhere.
 */
export function guardedFetch(serverUrl: string): FetchLike {
  const local = isLocalHost(new URL(serverUrl).hostname);
  return async (input, init) => {
    const url = new URL(String(input));
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
      throw new AddressRefused(`The server names ${url.origin}, which is not https.`);
    }
    if (url.username !== '' || url.password !== '')
      throw new AddressRefused('The server names an address with a password.');
    const given = new Request(url, { ...init, signal: undefined });
    const body = init?.body ? Buffer.from(await given.arrayBuffer()) : null;
    const headers = Object.fromEntries(given.headers);
    return send({ url, method: given.method, headers, body, local, signal: init?.signal ?? undefined });
  };
}

/** By the name alone: what the user typed is the user's to decide. */
function isLocalHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare)) return isPrivateAddress(bare);
  return bare === 'localhost' || bare.endsWith('.localhost') || !bare.includes('.');
}

interface Sending {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  readonly local: boolean;
  readonly signal: AbortSignal | undefined;
}

function send({ url, method, headers, body, local, signal }: Sending): Promise<Response> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  if (!local && isIP(hostname) && isPrivateAddress(hostname)) {
    return Promise.reject(new AddressRefused(`The server names ${url.host}, an address inside of your network.`));
  }
  return new Promise((resolve, reject) => {
    const timeout = AbortSignal.timeout(LONGEST_MS);
    const call = request(
      url,
      {
        method,
        headers,
        agent: false,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(local ? {} : { lookup: publicOnly(url.host) }),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > LARGEST_BYTES) answer.destroy(new Error(`The answer of ${url.host} is larger than 1 MB.`));
          else chunks.push(chunk);
        });
        answer.on('error', reject);
        answer.on('end', () => {
          const status = answer.statusCode ?? 502;
          if (status >= 300 && status < 400) {
            reject(new AddressRefused(`${url.host} redirects to another address; that is not followed.`));
            return;
          }
          const list = Object.entries(answer.headersDistinct).flatMap(([key, values]) =>
            (values ?? []).map((value): [string, string] => [key, value]),
          );
          const empty = status === 204 || status === 205;
          resolve(new Response(empty ? null : Buffer.concat(chunks), { status, headers: list }));
        });
      },
    );
    call.on('error', reject);
    call.end(body ?? undefined);
  });
}

/** Resolves a name and hands on its addresses only where none of them is private. */
function publicOnly(host: string): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 4);
      const inside = addresses.find(({ address }) => isPrivateAddress(address));
      if (inside || addresses.length === 0) {
        return callback(new AddressRefused(`The server names ${host}, an address inside of your network.`), '', 4);
      }
      if (options.all) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
    });
  };
}
