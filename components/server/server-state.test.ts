import { expect, it } from 'vitest';
import type { ServerTransport } from '#core/server/server-config.ts';
import { selfDescription, shortAddress } from './server-state.ts';

const at = (transport: ServerTransport) => shortAddress({ alias: 'any', transport, era: 'auto', effects: {} });
const stdio = (command: string, ...args: string[]) => at({ kind: 'stdio', command, args, env: {} });

it('says of a command its program and its script, without the folders and without what follows', () => {
  expect(stdio('/usr/bin/node', '/home/ada/servers/tracker/server.ts', '--state', '/home/ada/state.json')).toBe(
    'node server.ts',
  );
  expect(stdio('C:\\Program Files\\nodejs\\node.exe', 'C:\\servers\\tracker.js')).toBe('node.exe tracker.js');
});

it('keeps the flags before the script, and the package that a runner fetches', () => {
  expect(stdio('npx', '-y', '@modelcontextprotocol/server-memory')).toBe('npx -y server-memory');
  expect(stdio('my-server')).toBe('my-server');
  expect(stdio('my-server', '--verbose')).toBe('my-server --verbose');
});

it('says of an address its host and path, and never what could be a key', () => {
  expect(at({ kind: 'http', url: 'https://ada:secret@api.example.com/mcp?key=secret#part', headers: {} })).toBe(
    'api.example.com/mcp',
  );
});

it('says what a server calls itself and what it speaks, as far as that is known', () => {
  const status = { state: 'connected', since: '2026-11-29T12:00:00.000Z', attempts: 1, stderr: [] } as const;
  expect(
    selfDescription({ ...status, serverName: 'Tracker', serverVersion: '1.0.0', protocolVersion: '2025-11-25' }),
  ).toBe('Tracker 1.0.0 · MCP 2025-11-25');
  expect(selfDescription({ ...status, serverName: 'Tracker' })).toBe('Tracker');
  expect(selfDescription(status)).toBe('');
});
