import type { Json, JsonObject } from '#core/json/json.ts';
import { cannotSay } from './cannot-say.ts';

/** How the document reaches a server, and the secrets that this needs by name. */
export interface ServerTransport {
  readonly transport: JsonObject;
  readonly settings: readonly string[];
}

/** An entry of `mcp.json` as the transport of a call; `${NAME}` in it becomes a setting that the call is given. */
export function serverTransport(server: string, entry: Readonly<Record<string, unknown>> | object): ServerTransport {
  const settings = new Set<string>();
  const text = (value: unknown): string => filled(String(value), settings);
  const texts = (value: unknown): JsonObject =>
    Object.fromEntries(Object.entries(value ?? {}).map(([name, each]) => [name, text(each)]));
  const { type, url, headers, command, args, env, cwd } = { type: 'stdio', ...entry } as Record<string, unknown>;
  if (type === 'sse') throw cannotSay(`the server "${server}" speaks SSE`, 'It knows streamable HTTP and stdio.');
  if (cwd !== undefined) {
    throw cannotSay(`the server "${server}" runs in a folder of its own`, 'It starts a command and names no folder.');
  }
  const transport: Json =
    command === undefined
      ? { http: { endpoint: text(url), ...some('headers', texts(headers)) } }
      : {
          stdio: {
            command: text(command),
            arguments: Array.isArray(args) ? args.map(text) : [],
            ...some('environment', texts(env)),
          },
        };
  return { transport, settings: [...settings].sort() };
}

function some(name: string, values: JsonObject): JsonObject {
  return Object.keys(values).length === 0 ? {} : { [name]: values };
}

function filled(value: string, settings: Set<string>): string {
  let holes = 0;
  const template = value
    .split(/(\$\{[A-Z][A-Z0-9_]*\})/)
    .map((part) => {
      const name = /^\$\{([A-Z][A-Z0-9_]*)\}$/.exec(part)?.[1];
      if (name === undefined) return JSON.stringify(part).slice(1, -1);
      holes += 1;
      settings.add(name);
      return `\\(.settings.${name})`;
    })
    .join('');
  return holes === 0 ? value : `\${ "${template}" }`;
}
