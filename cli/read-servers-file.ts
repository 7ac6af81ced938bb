import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import type { ServerConfig, ServerTransport } from '#core/server/server-config.ts';
import { UsageError } from './command.ts';
import { readJsonFile } from './files.ts';

/**
 * The servers of a file in the `mcpServers` form (Claude, Cursor) or the `servers` form (VS Code). Naming the file on
 * the command line is the consent to run what it says. Nothing is started here.
 */
export function readServersFile(file: string): readonly ServerConfig[] {
  const document = readJsonFile(file);
  const entries = isJsonObject(document) ? (document.mcpServers ?? document.servers) : undefined;
  if (!isJsonObject(entries)) {
    throw new UsageError(`${file} must be {"mcpServers": {"name": {"command": …} or {"url": …}}}.`);
  }
  return Object.entries(entries).map(([alias, entry]) => readServer(file, alias, entry));
}

function readServer(file: string, alias: string, entry: Json): ServerConfig {
  const at = `${file}: server "${alias}"`;
  if (!/^[a-z0-9_-]{1,20}$/.test(alias)) {
    throw new UsageError(`${at}: the name must be 1 to 20 small letters, digits, "_" or "-".`);
  }
  if (!isJsonObject(entry)) throw new UsageError(`${at} must be an object.`);
  return { alias, transport: readTransport(at, entry), era: 'auto', effects: {} };
}

function readTransport(at: string, entry: JsonObject): ServerTransport {
  const { command, args, cwd, env, url, headers, type } = entry;
  if (typeof command === 'string' && command !== '') {
    if (args !== undefined && !(Array.isArray(args) && args.every((arg) => typeof arg === 'string'))) {
      throw new UsageError(`${at}: "args" must be a list of texts.`);
    }
    if (cwd !== undefined && typeof cwd !== 'string') throw new UsageError(`${at}: "cwd" must be a text.`);
    return {
      kind: 'stdio',
      command,
      args: (args ?? []).map(String),
      ...(cwd === undefined ? {} : { cwd }),
      env: readTexts(at, 'env', env),
    };
  }
  if (typeof url !== 'string' || !URL.canParse(url)) throw new UsageError(`${at} needs a "command" or a "url".`);
  return { kind: type === 'sse' ? 'sse' : 'http', url, headers: readTexts(at, 'headers', headers) };
}

function readTexts(at: string, name: string, members: Json | undefined): Record<string, string> {
  if (members === undefined) return {};
  if (!isJsonObject(members)) throw new UsageError(`${at}: "${name}" must be an object.`);
  return Object.fromEntries(
    Object.entries(members).map(([key, value]) => {
      if (typeof value === 'object') throw new UsageError(`${at}: "${name}.${key}" must be a text.`);
      return [key, String(value)];
    }),
  );
}
