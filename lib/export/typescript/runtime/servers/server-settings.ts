import { z } from 'zod';
import { type Environment, expandVariables } from '../environment.ts';

/** How one MCP server is reached, every `${NAME}` filled in. */
export type ServerSettings =
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly cwd?: string;
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'http' | 'sse'; readonly url: string; readonly headers: Readonly<Record<string, string>> };

const texts = z.record(z.string(), z.string());
const serverSchema = z.union([
  z.object({
    command: z.string().min(1),
    args: z.array(z.string()).default([]),
    cwd: z.string().optional(),
    env: texts.default({}),
  }),
  z.object({ type: z.enum(['http', 'sse']).default('http'), url: z.string().min(1), headers: texts.default({}) }),
]);
const fileSchema = z.object({ mcpServers: z.record(z.string(), serverSchema) });

/**
 * Reads the text of `mcp.json`. Throws with one sentence that names the server and what is missing: a bad file, or a
 * variable that the environment does not have.
 */
export function readServerSettings(text: string, environment: Environment): ReadonlyMap<string, ServerSettings> {
  const file = fileSchema.safeParse(parseJson(text));
  if (!file.success) throw new Error(`mcp.json is not usable: ${z.prettifyError(file.error)}`);
  return new Map(
    Object.entries(file.data.mcpServers).map(([alias, server]) => [alias, fillIn(alias, server, environment)]),
  );
}

/** Names of the variables that `mcp.json` needs and the environment does not have, in order of first sight. */
export function missingVariables(text: string, environment: Environment): readonly string[] {
  const names = [...text.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => environment.get(name) === undefined);
}

function fillIn(alias: string, server: z.infer<typeof serverSchema>, environment: Environment): ServerSettings {
  const fill = (text: string) => expandVariables(text, environment, `server "${alias}" in mcp.json`);
  const fillAll = (members: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(members).map(([name, text]) => [name, fill(text)]));
  if ('url' in server) return { kind: server.type, url: fill(server.url), headers: fillAll(server.headers) };
  return {
    kind: 'stdio',
    command: fill(server.command),
    args: server.args.map(fill),
    ...(server.cwd === undefined ? {} : { cwd: fill(server.cwd) }),
    env: fillAll(server.env),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`mcp.json is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
