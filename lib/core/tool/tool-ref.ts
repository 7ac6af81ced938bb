/**
 * Names one thing a server can do. `server` is our own alias of the registration (unique, `[a-z0-9_-]{1,20}`), never
 * the server's self-given name. `tool` is the server's own name of the tool, byte for byte.
 *
 * Two reserved names stand for MCP methods that are not tools; a slash cannot stand in a well-formed tool name:
 * `resources/read` with `{uri}` and `prompts/get` with `{name, arguments}`. They are recorded and compiled like tools.
 */
export interface ToolRef {
  readonly server: string;
  readonly tool: string;
}

export const READ_RESOURCE = 'resources/read';
export const GET_PROMPT = 'prompts/get';

/** `github/list_pull_requests`: for keys of maps and for people. Unambiguous because an alias holds no slash. */
export function formatToolRef(ref: ToolRef): string {
  return `${ref.server}/${ref.tool}`;
}
