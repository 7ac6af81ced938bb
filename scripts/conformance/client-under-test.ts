import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { createConnections } from '#lib/mcp/connections.ts';
import type { Login } from '#lib/mcp/oauth/login.ts';
import type { InputAnswerer, InputRequest } from '#lib/mcp/server-input.ts';

// The client that the suite starts once per scenario, with the address of a server of the suite as its last argument:
// the studio's own pool of connections, with somebody in front of it who signs in where that is asked, answers what is
// asked with what stands in the form, and calls every tool once.
const url = process.argv.at(-1) ?? '';
const scenario = process.env.MCP_CONFORMANCE_SCENARIO ?? '';
const context: Json = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}');
const CALLBACK = 'http://127.0.0.1:4317/oauth/callback';
const MOST_SIGN_INS = 3;

const logins = new Map<string, Login>();
const connections = createConnections({
  resolveSecret: async (name) => (isJsonObject(context) ? String(context[name] ?? '') : null),
  capabilities: { elicitation: { form: {} } },
  logins: {
    load: async (alias) => logins.get(alias) ?? null,
    save: async (alias, login) => void logins.set(alias, login),
    remove: async (alias) => void logins.delete(alias),
  },
  // Only the suite's own document; an installation names its own.
  clientMetadataUrl: 'https://conformance-test.local/client-metadata.json',
  limits: { connectHttpMs: 90_000, attempts: 1 },
});

const config: ServerConfig = {
  alias: 's',
  era: 'auto',
  effects: {},
  transport: {
    kind: 'http',
    url,
    headers: {},
    ...(isJsonObject(context) && typeof context.client_id === 'string'
      ? { oauth: { clientId: context.client_id, clientSecret: { secret: 'client_secret' } } }
      : {}),
  },
};

let signIns = 0;

/** What a browser and its user do: they go where they are sent, allow it, and come back. */
async function signIn(): Promise<void> {
  signIns += 1;
  if (signIns > MOST_SIGN_INS) throw new Error('The server is never content with a sign-in.');
  const place = await connections.beginSignIn('s', CALLBACK);
  const back = await fetch(place.url, { redirect: 'manual' });
  await connections.finishSignIn(new URL(back.headers.get('location') ?? '').searchParams);
  if ((await connections.restart('s')).state === 'needs-sign-in') await signIn();
}

const person: InputAnswerer = {
  capabilities: { elicitation: { form: {} } },
  async answer(requests) {
    // A call in the middle of another one must not take anything of it along.
    if (scenario === 'sep-2322-client-request-state') await call('test_mrtr_unrelated', {});
    return Object.fromEntries(Object.entries(requests).map(([key, request]) => [key, accept(request)]));
  },
};

function accept({ params }: InputRequest): JsonObject {
  const schema = isJsonObject(params.requestedSchema) ? params.requestedSchema : {};
  return { action: 'accept', content: fillIn(schema, (member) => member.default) };
}

async function call(tool: string, args: JsonObject): Promise<void> {
  await signedIn(() => connections.caller().call({ server: 's', tool, args }, { inputs: person }));
}

/** Does it again after a sign-in, where the server wants one in between. */
async function signedIn<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (connections.status('s')?.state !== 'needs-sign-in') throw error;
    await signIn();
    return act();
  }
}

/** An object that fits the schema: what `known` says of a member, else something of its type. */
function fillIn(schema: JsonObject, known: (member: JsonObject) => Json | undefined): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, member]) => {
      if (!isJsonObject(member)) return [];
      const value = known(member) ?? example(member);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function example({ type }: JsonObject): Json | undefined {
  if (type === 'integer' || type === 'number') return 3;
  if (type === 'boolean') return true;
  return type === 'string' ? 'text' : undefined;
}

/** Calls that the suite describes one by one for this scenario. */
function callsOf(tools: readonly ToolSpec[]): readonly { readonly tool: string; readonly args: JsonObject }[] {
  const described = isJsonObject(context) ? context.toolCalls : undefined;
  if (Array.isArray(described)) {
    return described.flatMap((one: Json) =>
      isJsonObject(one) ? [{ tool: String(one.name), args: isJsonObject(one.arguments) ? one.arguments : {} }] : [],
    );
  }
  const schema = tools.find(({ name }) => name === 'json_schema_2020_12_tool')?.inputSchema;
  if (schema) return [{ tool: 'json_schema_echo', args: { schema } }];
  return tools
    .filter(({ name }) => name !== 'test_mrtr_unrelated')
    .map(({ name, inputSchema }) => ({ tool: name, args: fillIn(inputSchema, () => undefined) }));
}

try {
  const status = await connections.connect(config);
  if (status.state === 'needs-sign-in') await signIn();
  else if (status.state !== 'connected') throw new Error(status.detail);
  for (const { tool, args } of callsOf(await signedIn(() => connections.tools('s')))) await call(tool, args);
  await connections.resources('s');
  await connections.prompts('s');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await connections.close();
}
