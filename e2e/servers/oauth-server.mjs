// An MCP server over Streamable HTTP that lets in only whom its authorization server has let in. Both are the official
// SDK's own (v1); here are only the memory behind them and the page on which a person allows or refuses.
//
// Prints its addresses as one line of JSON. Variables: TOKEN_SECONDS (how long an access token holds), REGISTRATION
// (`off`: only the client "known" with the secret "open sesame" is taken), PORT.
import { randomUUID } from 'node:crypto';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import { getOAuthProtectedResourceMetadataUrl, mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';

const seconds = Number(process.env.TOKEN_SECONDS ?? 3600);
const open = process.env.REGISTRATION !== 'off';
const app = express();
const listening = app.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => serve(listening.address().port));

function serve(port) {
  const base = new URL(`http://127.0.0.1:${port}/`);
  const resource = new URL('mcp', base);
  const clients = new Map();
  const tickets = new Map();
  const codes = new Map();
  const tokens = new Map();
  const refreshes = new Map();
  const counted = { registrations: 0, exchanges: 0, refreshes: 0, calls: 0 };
  if (!open) {
    clients.set('known', {
      client_id: 'known',
      client_secret: 'open sesame',
      redirect_uris: (process.env.REDIRECT_URIS ?? '').split(' ').filter(Boolean),
    });
  }

  const give = (client, scopes) => {
    const access_token = `access-${randomUUID()}`;
    const refresh_token = `refresh-${randomUUID()}`;
    const expiresAt = Math.floor(Date.now() / 1000) + seconds;
    tokens.set(access_token, { token: access_token, clientId: client.client_id, scopes, expiresAt, resource });
    refreshes.set(refresh_token, { client: client.client_id, scopes });
    return { access_token, refresh_token, token_type: 'bearer', expires_in: seconds, scope: scopes.join(' ') };
  };

  app.get('/counted', (_request, response) => response.json(counted));
  app.post('/forget', (_request, response) => {
    tokens.clear();
    refreshes.clear();
    response.status(204).end();
  });
  app.get('/decide', (request, response) => {
    const { client, params } = tickets.get(request.query.ticket) ?? {};
    tickets.delete(request.query.ticket);
    if (!client) return response.status(400).send('This page was used before.');
    const back = new URL(params.redirectUri);
    if (params.state) back.searchParams.set('state', params.state);
    if (request.query.allow === 'yes') {
      const code = randomUUID();
      codes.set(code, { client, params });
      back.searchParams.set('code', code);
    } else back.searchParams.set('error', 'access_denied');
    response.redirect(302, back.href);
  });

  app.use(
    mcpAuthRouter({
      issuerUrl: base,
      resourceServerUrl: resource,
      scopesSupported: ['notes:read', 'notes:write'],
      clientRegistrationOptions: { rateLimit: false },
      tokenOptions: { rateLimit: false },
      authorizationOptions: { rateLimit: false },
      provider: {
        clientsStore: {
          getClient: (id) => clients.get(id),
          ...(open && {
            registerClient: (client) => {
              counted.registrations += 1;
              const known = { ...client, client_id: client.client_id ?? randomUUID() };
              clients.set(known.client_id, known);
              return known;
            },
          }),
        },
        async authorize(client, params, response) {
          const ticket = randomUUID();
          tickets.set(ticket, { client, params });
          const name = String(client.client_name ?? client.client_id).replace(/[<&]/g, '');
          response.send(
            `<!doctype html><title>Notes: sign in</title><h1>Let ${name} use your notes?</h1>
             <p>${(params.scopes ?? []).join(', ')}</p>
             <a href="/decide?ticket=${ticket}&allow=yes">Allow</a> <a href="/decide?ticket=${ticket}&allow=no">Refuse</a>`,
          );
        },
        challengeForAuthorizationCode: async (_client, code) => codes.get(code)?.params.codeChallenge,
        async exchangeAuthorizationCode(client, code, _verifier, redirectUri) {
          const known = codes.get(code);
          codes.delete(code);
          if (!known || known.client.client_id !== client.client_id) throw new Error('unknown code');
          if (redirectUri !== undefined && redirectUri !== known.params.redirectUri) throw new Error('other address');
          counted.exchanges += 1;
          return give(client, known.params.scopes ?? ['notes:read']);
        },
        async exchangeRefreshToken(client, token) {
          const { InvalidGrantError } = await import('@modelcontextprotocol/sdk/server/auth/errors.js');
          const known = refreshes.get(token);
          refreshes.delete(token);
          if (!known || known.client !== client.client_id) throw new InvalidGrantError('unknown refresh token');
          counted.refreshes += 1;
          return give(client, known.scopes);
        },
        async verifyAccessToken(token) {
          const { InvalidTokenError } = await import('@modelcontextprotocol/sdk/server/auth/errors.js');
          const known = tokens.get(token);
          if (!known || known.expiresAt * 1000 < Date.now()) throw new InvalidTokenError('unknown or expired token');
          return known;
        },
      },
    }),
  );

  const guard = requireBearerAuth({
    verifier: { verifyAccessToken: (token) => verify(token) },
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resource),
  });
  async function verify(token) {
    const { InvalidTokenError } = await import('@modelcontextprotocol/sdk/server/auth/errors.js');
    const known = tokens.get(token);
    if (!known || known.expiresAt * 1000 < Date.now()) throw new InvalidTokenError('unknown or expired token');
    return known;
  }
  app.all('/mcp', guard, express.json({ limit: '10mb' }), async (request, response) => {
    const server = new McpServer({ name: 'notes', version: '1.0.0' });
    server.registerTool('list_notes', { description: 'Lists notes' }, async () => {
      counted.calls += 1;
      return { content: [{ type: 'text', text: `notes for ${request.auth.token}` }] };
    });
    server.registerTool('who', { description: 'Says which rights the token has' }, async () => ({
      content: [{ type: 'text', text: request.auth.scopes.join(' ') }],
    }));
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
    response.on('close', () => {
      transport.close();
      server.close();
    });
    await server.connect(transport);
    await transport.handleRequest(request, response, request.body);
  });
  console.log(JSON.stringify({ mcp: resource.href, base: base.href }));
}
