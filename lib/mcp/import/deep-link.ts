import type { ImportResult } from '#core/server/import-result.ts';
import { failedImport } from './failed-import.ts';
import { importJson } from './json-config.ts';
import { importServers } from './server-entry.ts';

/** `cursor://anysphere.cursor-deeplink/mcp/install?name=…&config=<base64>` and `vscode:mcp/install?<percent-encoded JSON>`. */
export function importDeepLink(link: string): ImportResult {
  try {
    if (/^vscode/i.test(link))
      return { ...importJson(decodeURIComponent(afterQuestionMark(link))), source: 'a VS Code link' };
    const parameters = new URL(link).searchParams;
    const json: unknown = JSON.parse(Buffer.from(parameters.get('config') ?? '', 'base64').toString('utf8'));
    return importServers({
      source: 'a Cursor link',
      entries: [{ name: parameters.get('name'), entry: json }],
      inputs: [],
    });
  } catch {
    return failedImport('an install link', 'The configuration inside this link cannot be read.');
  }
}

function afterQuestionMark(link: string): string {
  return link.slice(link.indexOf('?') + 1);
}
