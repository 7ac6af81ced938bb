import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.ts';
import { freePort, startStudioProcess } from '../start/test/studio-process.ts';
import { startPrefixingProxy } from './prefixing-proxy.ts';

export interface GatewayUnderTest {
  /** Where the suite finds the gateway; the fixture behind it is connected to in `era`. */
  readonly urls: Readonly<Record<'legacy' | 'modern', string>>;
  stop(): Promise<void>;
}

/** A studio as its user starts it, with a prototype per era of the fixture server, and the real route of its gateway. */
export async function startGatewayUnderTest(): Promise<GatewayUnderTest> {
  const home = mkdtempSync(join(tmpdir(), 'conformance-studio-'));
  const port = await freePort();
  const studio = await startStudioProcess({ home, port });
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${studio.accessKey()}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: HTTP ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  };
  const open = async (era: 'legacy' | 'modern') => {
    const transport = {
      kind: 'stdio',
      command: process.execPath,
      args: [join(root, 'lib/mcp/testing/fixture/server.ts')],
      env: {},
    };
    const added = await call<{ consent: { hash: string } }>('POST', '/api/servers', {
      config: { alias: era, era, transport },
    });
    await call('POST', `/api/servers/${era}/connection`, { consent: added.consent.hash, wait: true });
    const prototype = await call<{ id: string }>('POST', '/api/prototypes', { name: era, servers: [era] });
    await call('PATCH', `/api/prototypes/${prototype.id}`, { chat: { gateway: 'allow' } });
    return startPrefixingProxy({ port, path: `/mcp/${prototype.id}`, alias: era, bearer: studio.accessKey() });
  };
  const proxies = { legacy: await open('legacy'), modern: await open('modern') };
  return {
    urls: { legacy: proxies.legacy.url, modern: proxies.modern.url },
    async stop() {
      for (const proxy of Object.values(proxies)) proxy.close();
      await studio.end('SIGTERM');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
