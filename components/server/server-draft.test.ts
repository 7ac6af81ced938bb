import { describe, expect, it } from 'vitest';
import type { ServerConfig } from '#core/server/server-config.ts';
import { draftConfig, draftOf, emptyDraft, type ServerDraft } from './server-draft.ts';
import { splitCommand } from './split-command.ts';

const draft = (change: Partial<ServerDraft>): ServerDraft => ({
  ...emptyDraft,
  alias: 'tracker',
  command: 'node tracker.mjs',
  ...change,
});

describe('a command line', () => {
  it.each([
    ['npx -y  @scope/server --flag', ['npx', '-y', '@scope/server', '--flag']],
    [`node 'my server.mjs' --name="two words"`, ['node', 'my server.mjs', '--name=two words']],
    [String.raw`run a\ b "c\"d" 'e\f' ""`, ['run', 'a b', 'c"d', String.raw`e\f`, '']],
    ['echo hi; rm -rf / && $(x)', ['echo', 'hi;', 'rm', '-rf', '/', '&&', '$(x)']],
    ['   ', []],
  ])('%s', (line, words) => expect(splitCommand(line)).toEqual(words));

  it('with an open quote is not split', () => expect(splitCommand('node "server')).toBeNull());
});

describe('the form of a server', () => {
  it('gives the registration of a command', () => {
    expect(draftConfig(draft({}), [])).toEqual({
      ok: true,
      config: {
        alias: 'tracker',
        transport: { kind: 'stdio', command: 'node', args: ['tracker.mjs'], env: {} },
        era: 'auto',
        effects: {},
      },
      secrets: [],
    });
  });

  it('sends a secret apart from the configuration, under a name of its own', () => {
    const values = [
      { id: 1, key: 'API_TOKEN', value: 'sk-123', secret: true },
      { id: 2, key: 'REGION', value: 'eu', secret: false },
    ];
    const result = draftConfig(draft({ values }), []);
    expect(result.ok && result.config.transport).toMatchObject({ env: { REGION: 'eu' } });
    expect(JSON.stringify(result.ok && result.config)).not.toContain('sk-123');
    expect(result.ok && result.secrets).toEqual([
      { place: 'env', key: 'API_TOKEN', name: 'tracker.API_TOKEN', value: 'sk-123' },
    ]);
  });

  it('keeps a secret that is not typed again, and every other detail, when a server is changed', () => {
    const config: ServerConfig = {
      alias: 'tracker',
      transport: {
        kind: 'stdio',
        command: 'node',
        args: ['my server.mjs', "it's"],
        cwd: '/srv',
        env: { KEY: { secret: 'tracker.KEY' } },
      },
      era: 'legacy',
      effects: {},
    };
    expect(draftConfig(draftOf(config), [])).toEqual({ ok: true, config, secrets: [] });
  });

  it('says what is missing', () => {
    expect(draftConfig(draft({ alias: 'My Server', command: '' }), [])).toMatchObject({
      problems: { alias: expect.stringContaining('a to z'), command: expect.stringContaining('command') },
    });
    expect(draftConfig(draft({}), ['tracker'])).toMatchObject({
      problems: { alias: 'There is already a server “tracker”.' },
    });
    expect(draftConfig(draft({ kind: 'http', url: 'ftp://x' }), [])).toMatchObject({
      problems: { url: expect.any(String) },
    });
    expect(draftConfig(draft({ values: [{ id: 1, key: 'A', value: '', secret: true }] }), [])).toMatchObject({
      problems: { values: 'A secret needs a value.' },
    });
  });
});
