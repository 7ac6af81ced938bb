import { parse } from 'smol-toml';
import type { ImportResult } from '#core/server/import-result.ts';
import { isRecord } from '../untrusted-json.ts';
import { failedImport } from './failed-import.ts';
import { own } from './own-member.ts';
import { importServers } from './server-entry.ts';

/** `~/.codex/config.toml`: `[mcp_servers.<name>]`. */
export function importToml(text: string): ImportResult {
  try {
    const servers = own(parse(text), 'mcp_servers');
    const entries = isRecord(servers) ? Object.entries(servers).map(([name, entry]) => ({ name, entry })) : [];
    return importServers({ source: 'Codex settings', entries, inputs: [] });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return failedImport('TOML', `This is not valid TOML: ${reason}`);
  }
}
