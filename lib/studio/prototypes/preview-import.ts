import type { ImportPreview } from '#core/server/import-preview.ts';
import { describeCommand } from '#lib/mcp/command-consent.ts';
import { parsePasted } from '#lib/mcp/import-config.ts';
import { nameSecrets } from '../servers/name-secrets.ts';

/** What a pasted text would register, and what each server would run. Nothing is kept, started or connected. */
export function previewImport(text: string): ImportPreview {
  const result = parsePasted(text);
  return {
    ...result,
    servers: result.servers.map((server) => {
      const transport = nameSecrets(server.config.transport, server.secrets);
      return { ...server, command: transport.kind === 'stdio' ? describeCommand(transport) : null };
    }),
  };
}
