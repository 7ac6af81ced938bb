import { describe, expect, it } from 'vitest';
import type { ImportPreview, PreviewedServer } from '#core/server/import-preview.ts';
import { chooseAll, chosenServers } from './import-choice.ts';

const server = (alias: string, change: Partial<PreviewedServer> = {}): PreviewedServer => ({
  config: { alias, transport: { kind: 'http', url: 'http://127.0.0.1/mcp', headers: {} }, era: 'auto', effects: {} },
  name: alias,
  disabled: false,
  secrets: [],
  unknown: {},
  findings: [],
  command: null,
  ...change,
});
const preview = (...servers: PreviewedServer[]): ImportPreview => ({ source: 'Cursor', servers, findings: [] });

describe('choosing what to import', () => {
  it('takes what is usable, under names that are free', () => {
    const found = preview(
      server('tracker'),
      server('off', { disabled: true }),
      server('broken', { findings: [{ level: 'error', message: 'no command' }] }),
      server('a-name-of-exactly-20'),
    );
    const choice = chooseAll(found, ['tracker', 'a-name-of-exactly-20']);
    expect(Object.values(choice).map(({ take, alias }) => [take, alias])).toEqual([
      [true, 'tracker-2'],
      [false, 'off'],
      [false, 'broken'],
      [true, 'a-name-of-exactly--2'],
    ]);
    expect(chosenServers(found, choice).servers.map(({ config }) => config.alias)).toEqual([
      'tracker-2',
      'a-name-of-exactly--2',
    ]);
  });

  it('sends written secrets and typed ones, and leaves out what was not given', () => {
    const secrets = [
      { place: 'env', key: 'A', name: 'x.A', value: 'written' },
      { place: 'env', key: 'B', name: 'x.B' },
      { place: 'env', key: 'C', name: 'x.C' },
    ] as const;
    const found = preview(server('x', { secrets }));
    const chosen = chosenServers(found, { 0: { take: true, alias: 'x', typed: { 'x.B': 'typed', 'x.C': '' } } });
    expect(chosen.servers[0]?.secrets).toEqual([
      { place: 'env', key: 'A', name: 'x.A', value: 'written' },
      { place: 'env', key: 'B', name: 'x.B', value: 'typed' },
      { place: 'env', key: 'C', name: 'x.C' },
    ]);
  });

  it('does not take two servers of one name, or a name that is none', () => {
    const found = preview(server('a'), server('b'));
    const as = (alias: string) => ({ take: true, alias, typed: {} });
    expect(chosenServers(found, { 0: as('same'), 1: as('same') }).problem).toContain('same');
    expect(chosenServers(found, { 0: as('A B'), 1: as('b') }).problem).toContain('A B');
  });
});
