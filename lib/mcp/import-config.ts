import type { ImportResult } from '#core/server/import-result.ts';
import { importCommandLine } from './import/command-line.ts';
import { importDeepLink } from './import/deep-link.ts';
import { failedImport } from './import/failed-import.ts';
import { importJson } from './import/json-config.ts';
import { importServers } from './import/server-entry.ts';
import { importToml } from './import/toml-config.ts';

/** Longer texts are no configuration. */
const MAX_LENGTH = 1_000_000;

/**
 * Reads whatever people have at hand when they want to add an MCP server: the settings of Claude Desktop, Claude Code,
 * Cursor, Windsurf, Cline, Gemini CLI, VS Code, Zed, opencode or Codex, one server of such, an install link, a URL, or
 * a command line. Never throws, never starts, resolves or connects anything: what is not understood is a finding.
 */
export function parsePasted(pasted: string): ImportResult {
  const text = unwrap(pasted);
  if (text === '') return failedImport('nothing', 'There is nothing here to read.');
  if (text.length > MAX_LENGTH) return failedImport('a long text', 'This is longer than any configuration.');
  if (/^(cursor|vscode|vscode-insiders):/i.test(text)) return importDeepLink(text);
  if (/^https?:\/\/\S+$/i.test(text)) {
    return importServers({ source: 'a URL', entries: [{ name: null, entry: { url: text } }], inputs: [] });
  }
  if (/^\s*\[\s*mcp_servers\b/m.test(text)) return importToml(text);
  if (/^[{["/]/.test(text) && !/^\/\S/.test(text.replace(/^\/[/*]/, ''))) return importJson(text);
  return importCommandLine(text);
}

/** Takes off what chats and documents put around a text. */
function unwrap(pasted: string): string {
  const text = pasted.replace(/^\uFEFF/, '').trim();
  const fenced = /^```[\w-]*\s*\n([\s\S]*?)\n?```$/.exec(text);
  return (fenced?.[1] ?? text).trim();
}
