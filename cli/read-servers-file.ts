import type { ServerConfig } from '#core/server/server-config.ts';
import { parsePasted } from '#lib/mcp/import-config.ts';
import { UsageError } from './command.ts';
import { readTextFile } from './files.ts';

/**
 * The servers of a configuration file, in any of the forms that MCP clients write. Naming the file on the command line
 * is the consent to run what it says; nothing is started here. Entries that are switched off are left out.
 */
export function readServersFile(file: string): readonly ServerConfig[] {
  const { servers, findings } = parsePasted(readTextFile(file));
  const problem = [...findings, ...servers.flatMap((server) => server.findings)].find(({ level }) => level === 'error');
  if (problem) throw new UsageError(`${file}: ${problem.message}`);
  return servers.filter((server) => !server.disabled).map((server) => server.config);
}
