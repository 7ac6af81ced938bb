// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references in configurations are written this way.
import { describe, expect, it } from 'vitest';
import type { ServerTransport } from '#core/server/server-config.ts';
import { nameSecrets, secretNames } from './name-secrets.ts';

const stdio: ServerTransport = {
  kind: 'stdio',
  command: 'node',
  args: ['server.mjs', '--token=sk-$&-1', 'sk-2'],
  env: { API_KEY: 'sk-3', REGION: 'eu' },
};

describe('values that go to the vault', () => {
  it('are replaced by their names in arguments and environment', () => {
    const named = nameSecrets(stdio, [
      { place: 'args', key: '1', name: 'x-token', value: 'sk-$&-1' },
      { place: 'args', key: '2', name: 'x-other', value: 'sk-2' },
      { place: 'env', key: 'API_KEY', name: 'API_KEY', value: 'sk-3' },
    ]);
    expect(named).toEqual({
      ...stdio,
      args: ['server.mjs', '--token=${secret:x-token}', '${secret:x-other}'],
      env: { API_KEY: { secret: 'API_KEY' }, REGION: 'eu' },
    });
    expect(JSON.stringify(named)).not.toContain('sk-');
    expect([...secretNames(named)].sort()).toEqual(['API_KEY', 'x-other', 'x-token']);
  });

  it('are replaced in the query of a URL and in headers', () => {
    const named = nameSecrets(
      {
        kind: 'http',
        url: 'https://host.example/mcp?a=1&api_key=sk%204&b=2#c',
        headers: { Authorization: 'Bearer 5' },
      },
      [
        { place: 'url', key: 'api_key', name: 'host-api_key', value: 'sk 4' },
        { place: 'headers', key: 'Authorization', name: 'host-authorization', value: 'Bearer 5' },
      ],
    );
    expect(named).toEqual({
      kind: 'http',
      url: 'https://host.example/mcp?a=1&api_key=${secret:host-api_key}&b=2#c',
      headers: { Authorization: { secret: 'host-authorization' } },
    });
  });
});
