import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { guardedFetch, isPrivateAddress } from './guarded-fetch.ts';

describe('addresses that a server names', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '224.0.0.1',
  ])('%s is inside', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  test.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111'])('%s is outside', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'https://169.254.169.254/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::ffff:127.0.0.1]/',
    'https://localhost/',
    'https://user:password@example.com/',
    'http://example.com/',
    'file:///etc/passwd',
  ])('a server on the public network cannot send the studio to %s', async (url) => {
    await expect(guardedFetch('https://mcp.example.com/mcp')(url)).rejects.toThrow(/names|address/);
  });

  test('no redirect is followed, so that a token request is carried nowhere else', async () => {
    const asked: string[] = [];
    const http = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const address = http.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const url = `http://127.0.0.1:${port}/token`;
    await expect(guardedFetch(url)(url, { method: 'POST', body: 'secret' })).rejects.toThrow('redirects');
    expect(asked).toEqual(['/token']);
    http.close();
  });
});
