import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { Login } from '#lib/mcp/oauth/login.ts';
import { openTestStudio } from '../open-test-studio.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Studio } from '../studio.ts';
import { callServerTool } from './call-server-tool.ts';
import { connectServer, disconnectServer } from './connect-server.ts';
import { listTools } from './list-tools.ts';
import { acceptTools } from './pin-tools.ts';
import { registerServer, removeServer, updateServer } from './register-server.ts';
import { serverLogins } from './server-logins.ts';
import { setToolEffect } from './set-tool-effect.ts';
import { viewServer } from './view-server.ts';

const script = fileURLToPath(new URL('../../../e2e/servers/shapes-server.mjs', import.meta.url));

const config = (alias: string, env: Record<string, string> = {}): ServerConfig => ({
  alias,
  transport: { kind: 'stdio', command: process.execPath, args: [script], env },
  era: 'auto',
  effects: {},
});

let studio: Studio;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ studio, close } = await openTestStudio());
});
afterAll(() => close());

/** Registers a server and connects it with the consent that its page would give. */
async function start(alias: string, env: Record<string, string> = {}): Promise<void> {
  const { consent } = await registerServer(studio, { config: config(alias, env), secrets: [] });
  await connectServer(studio, { alias, consent: consent?.hash, wait: true });
}

describe('registering and connecting', () => {
  it('starts nothing before the exact command is allowed, and asks again when it changes', async () => {
    const added = await registerServer(studio, { config: config('careful'), secrets: [] });
    expect(added.status.state).toBe('needs-consent');
    expect(added.consent?.command.line).toContain(script);
    await expect(connectServer(studio, { alias: 'careful', wait: true })).rejects.toMatchObject({ code: 'refused' });
    await expect(connectServer(studio, { alias: 'careful', consent: 'another', wait: true })).rejects.toMatchObject({
      code: 'refused',
    });
    expect(studio.connections.status('careful')).toBeUndefined();

    const connected = await connectServer(studio, { alias: 'careful', consent: added.consent?.hash, wait: true });
    expect(connected.status.state).toBe('connected');
    await disconnectServer(studio, 'careful');
    expect((await connectServer(studio, { alias: 'careful', wait: true })).status.state).toBe('connected');

    const changed = await updateServer(studio, { config: config('careful', { NODE_OPTIONS: '' }), secrets: [] });
    expect(changed.consent?.given).toBe(false);
    expect(changed.status.state).toBe('needs-consent');
    await expect(connectServer(studio, { alias: 'careful', wait: true })).rejects.toMatchObject({ code: 'refused' });
  });

  it('refuses a name that is taken, and knows nothing of a server that was removed', async () => {
    await start('twice');
    await expect(registerServer(studio, { config: config('twice'), secrets: [] })).rejects.toMatchObject({
      code: 'conflict',
    });
    await removeServer(studio, 'twice');
    await expect(viewServer(studio, 'twice')).rejects.toMatchObject({ code: 'not-found' });
    expect(studio.connections.status('twice')).toBeUndefined();
  });

  it('keeps a secret in the vault only, and never takes over one of another server', async () => {
    const secret = { place: 'env', key: 'TOKEN', name: 'TOKEN' } as const;
    const first = await registerServer(studio, {
      config: config('one'),
      secrets: [{ ...secret, value: 'first-value' }],
    });
    const second = await registerServer(studio, {
      config: config('two'),
      secrets: [{ ...secret, value: 'other-value' }],
    });
    expect(first.config.transport).toMatchObject({ env: { TOKEN: { secret: 'TOKEN' } } });
    expect(second.config.transport).toMatchObject({ env: { TOKEN: { secret: 'two.TOKEN' } } });
    expect(await studio.store.secrets.resolve('TOKEN')).toBe('first-value');
    expect(await studio.store.secrets.resolve('two.TOKEN')).toBe('other-value');
    const settings = await readSettings(studio, {});
    expect(JSON.stringify([first, second, settings])).not.toMatch(/first-value|other-value/);
    expect(settings.secrets.map(({ name, usedBy }) => [name, usedBy])).toEqual([
      ['TOKEN', ['server one']],
      ['two.TOKEN', ['server two']],
    ]);
  });
});

describe('a sign-in at a server', () => {
  const login = (serverUrl: string): Login => ({
    serverUrl,
    clients: {
      'https://as.example': {
        redirectUrl: 'http://127.0.0.1:4317/oauth/callback',
        information: { client_id: 'c', client_secret: 'hidden-client-secret' },
      },
    },
    tokens: { access_token: 'hidden-access-token', refresh_token: 'hidden-refresh-token', token_type: 'bearer' },
  });
  const remote = (url: string): ServerConfig => ({
    alias: 'remote',
    transport: { kind: 'http', url, headers: {} },
    era: 'auto',
    effects: {},
  });

  it('is sealed, masked wherever secrets are, and in no list of secrets', async () => {
    await registerServer(studio, { config: remote('https://mcp.example/mcp'), secrets: [] });
    const vault = serverLogins(studio.store);
    await vault.save('remote', login('https://mcp.example/mcp'));
    expect(await vault.load('remote')).toEqual(login('https://mcp.example/mcp'));
    expect((await studio.store.secrets.list()).map(({ name }) => name)).not.toContain('login/remote');
    expect((await studio.store.secrets.known()).map(({ value }) => value)).toEqual(
      expect.arrayContaining(['hidden-access-token', 'hidden-refresh-token', 'hidden-client-secret']),
    );
    const settings = await readSettings(studio, {});
    expect(JSON.stringify([await viewServer(studio, 'remote'), settings])).not.toContain('hidden-');
  });

  it('is forgotten when the server gets another address, and when it is removed', async () => {
    await updateServer(studio, { config: remote('https://elsewhere.example/mcp'), secrets: [] });
    expect(await serverLogins(studio.store).load('remote')).toBeNull();
    await serverLogins(studio.store).save('remote', login('https://elsewhere.example/mcp'));
    await removeServer(studio, 'remote');
    expect(await serverLogins(studio.store).load('remote')).toBeNull();
  });
});

describe('tools', () => {
  it('carry the user’s class at once, and the guess again when it is taken back', async () => {
    await start('classes');
    expect((await listTools(studio, 'classes'))[0]).toMatchObject({ effect: 'write', guess: 'write', seen: 'same' });
    await setToolEffect(studio, { alias: 'classes', tool: 'book_seats', effect: 'destroy' });
    expect((await listTools(studio, 'classes'))[0]).toMatchObject({ effect: 'destroy', guess: 'write', seen: 'same' });
    expect((await studio.connections.tools('classes'))[0]?.effect).toBe('destroy');
    await setToolEffect(studio, { alias: 'classes', tool: 'book_seats', effect: null });
    expect((await listTools(studio, 'classes'))[0]?.effect).toBe('write');
  });

  it('that a server describes anew are marked until the user accepts them', async () => {
    await start('drift');
    const { consent } = await updateServer(studio, {
      config: config('drift', { SHAPES_DESCRIPTION: 'Also mails it to everybody.' }),
      secrets: [],
    });
    await connectServer(studio, { alias: 'drift', consent: consent?.hash, wait: true });
    expect((await listTools(studio, 'drift'))[0]?.seen).toBe('changed');
    await acceptTools(studio, 'drift', ['book_seats']);
    expect((await listTools(studio, 'drift'))[0]?.seen).toBe('same');
  });

  it('are called by hand, and a call that gets no answer is an outcome', async () => {
    await start('calls');
    const args = { customer: { name: 'Ada' }, class: 'economy' };
    const made = await callServerTool(studio, { server: 'calls', tool: 'book_seats', args });
    expect(made.outcome).toMatchObject({ status: 'answered', result: { content: [{ text: JSON.stringify(args) }] } });
    await disconnectServer(studio, 'calls');
    const lost = await callServerTool(studio, { server: 'calls', tool: 'book_seats', args });
    expect(lost.outcome).toMatchObject({ status: 'failed', kind: 'not-sent' });
  });
});
