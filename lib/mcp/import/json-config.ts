import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import type { ImportResult } from '#core/server/import-result.ts';
import { isRecord } from '../untrusted-json.ts';
import { failedImport } from './failed-import.ts';
import { own } from './own-member.ts';
import { importServers, looksLikeServer, type NamedEntry } from './server-entry.ts';

/** JSON as people keep it: with comments, with trailing commas, or only the inner part of a file. */
export function importJson(text: string): ImportResult {
  const read = readJson(text);
  if ('problem' in read) return failedImport('JSON', read.problem);
  const found = findEntries(read.value);
  if (found) return importServers(found);
  const message =
    'This JSON holds no MCP servers. Expected "mcpServers", "servers", or an object with "command" or "url".';
  return failedImport('JSON', message);
}

function readJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  const whole = readJsonc(text);
  if ('value' in whole) return whole;
  // `"name": { … }` or `"mcpServers": { … }` copied out of a file.
  const inner = readJsonc(`{${text.replace(/,\s*$/, '')}}`);
  return 'value' in inner ? inner : whole;
}

function readJsonc(text: string): { readonly value: unknown } | { readonly problem: string } {
  const errors: ParseError[] = [];
  let value: unknown;
  try {
    value = parse(text, errors, { allowTrailingComma: true });
  } catch (error) {
    // The parser follows brackets by calling itself.
    if (error instanceof RangeError) return { problem: 'This JSON is nested too deeply.' };
    throw error;
  }
  const first = errors[0];
  if (!first) return { value };
  const line = text.slice(0, first.offset).split('\n').length;
  const what = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return { problem: `This is not valid JSON: ${what} in line ${line}.` };
}

/** Where the servers of each application stand. */
const ROOTS: readonly { readonly path: readonly string[]; readonly source: string }[] = [
  { path: ['mcpServers'], source: 'mcpServers settings' },
  { path: ['servers'], source: 'VS Code settings' },
  { path: ['mcp', 'servers'], source: 'VS Code settings' },
  { path: ['mcp', 'mcpServers'], source: 'mcpServers settings' },
  { path: ['context_servers'], source: 'Zed settings' },
  { path: ['amp.mcpServers'], source: 'Amp settings' },
  { path: ['mcp'], source: 'opencode settings' },
];

function findEntries(value: unknown): Parameters<typeof importServers>[0] | null {
  if (Array.isArray(value)) {
    const servers = value.filter(looksLikeServer);
    return servers.length === 0 ? null : { source: 'a list of servers', entries: servers.map(named), inputs: [] };
  }
  if (!isRecord(value)) return null;
  for (const { path, source } of ROOTS) {
    const servers = path.reduce<unknown>((at, key) => own(at, key), value);
    // An empty or odd map under a known root is still that: its entries get their findings.
    if (!isRecord(servers) || (source === 'opencode settings' && !Object.values(servers).some(looksLikeServer)))
      continue;
    const inputs = own(value, 'inputs') ?? own(own(value, 'mcp'), 'inputs');
    return { source, entries: entriesOf(servers), inputs: Array.isArray(inputs) ? inputs : [] };
  }
  const inputs = own(value, 'inputs');
  if (looksLikeServer(value)) {
    return { source: 'one server', entries: [named(value)], inputs: Array.isArray(inputs) ? inputs : [] };
  }
  const members = Object.values(value);
  if (members.length > 0 && members.every(looksLikeServer)) {
    return { source: 'a map of servers', entries: entriesOf(value), inputs: [] };
  }
  return null;
}

function entriesOf(servers: Readonly<Record<string, unknown>>): NamedEntry[] {
  return Object.entries(servers).map(([name, entry]) => ({ name, entry }));
}

function named(entry: unknown): NamedEntry {
  const name = own(entry, 'name');
  return { name: typeof name === 'string' ? name : null, entry };
}
