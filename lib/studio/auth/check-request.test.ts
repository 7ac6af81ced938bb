import { describe, expect, test } from 'vitest';
import { checkRequest, type Gate, hashToken } from './check-request.ts';

const PORT = 4317;
const gate: Gate = {
  port: PORT,
  accessKey: 'the-access-key',
  sessions: {
    add: async () => {},
    remove: async () => {},
    seen: async (hash) => hash === hashToken('good'),
  },
};
const HERE = { host: `127.0.0.1:${PORT}`, cookie: `other=1; tracewright_${PORT}=good` };
const OWN = `http://127.0.0.1:${PORT}`;

async function verdict(method: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const refusal = await checkRequest(gate, { method, header: (name) => headers[name] ?? null });
  return refusal?.code ?? 'passes';
}

describe('a request', () => {
  test.each([
    ['with a session', 'GET', HERE, 'passes'],
    ['with a session, from a page of ours', 'POST', { ...HERE, origin: OWN }, 'passes'],
    [
      'under the name localhost',
      'POST',
      { ...HERE, host: `localhost:${PORT}`, origin: `http://localhost:${PORT}` },
      'passes',
    ],
    [
      'with the access key and no origin',
      'POST',
      { host: HERE.host, authorization: 'Bearer the-access-key' },
      'passes',
    ],
    ['without anything', 'GET', { host: HERE.host }, 'unauthenticated'],
    ['with a wrong session', 'GET', { ...HERE, cookie: `tracewright_${PORT}=bad` }, 'unauthenticated'],
    [
      'with the session of a studio on another port',
      'GET',
      { ...HERE, cookie: 'tracewright_4318=good' },
      'unauthenticated',
    ],
    ['with a wrong key, whatever its session', 'GET', { ...HERE, authorization: 'Bearer no' }, 'unauthenticated'],
    ['that changes something without an origin', 'POST', HERE, 'foreign-origin'],
    ['from nowhere', 'POST', { ...HERE, origin: 'null' }, 'foreign-origin'],
    ['from another site', 'POST', { ...HERE, origin: 'https://evil.example' }, 'foreign-origin'],
    ['from another port of this machine', 'POST', { ...HERE, origin: 'http://127.0.0.1:4318' }, 'foreign-origin'],
    ['that reads, from another site', 'GET', { ...HERE, origin: 'https://evil.example' }, 'foreign-origin'],
    [
      'that reads, embedded by another site',
      'GET',
      { ...HERE, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      'foreign-origin',
    ],
    [
      'with the key, from another site',
      'POST',
      { host: HERE.host, authorization: 'Bearer the-access-key', origin: 'https://evil.example' },
      'foreign-origin',
    ],
    ['for another host', 'GET', { ...HERE, host: 'evil.example' }, 'foreign-host'],
    ['for a name that resolves to us', 'GET', { ...HERE, host: `127.0.0.1.nip.io:${PORT}` }, 'foreign-host'],
    ['for another port', 'GET', { ...HERE, host: '127.0.0.1:80' }, 'foreign-host'],
    ['for no host', 'GET', { cookie: HERE.cookie }, 'foreign-host'],
  ])('%s: %s %j %s', async (_, method, headers, expected) => {
    expect(await verdict(method, headers)).toBe(expected);
  });
});
