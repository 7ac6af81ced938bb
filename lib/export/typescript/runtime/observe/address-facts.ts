import type { SpanFacts } from './tracing.ts';

/** Of an address only what names a machine: paths and queries may hold secrets. */
export function addressFacts({ hostname, port, protocol }: URL): SpanFacts {
  return { 'server.address': hostname, 'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}
