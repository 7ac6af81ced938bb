import type { ImportedServer, ImportResult } from './import-result.ts';
import type { CommandView } from './server-view.ts';

/** What a pasted text would register, as the user is shown it before anything is kept. */
export interface ImportPreview extends Omit<ImportResult, 'servers'> {
  readonly servers: readonly PreviewedServer[];
}

export interface PreviewedServer extends ImportedServer {
  /** What would be started, whole; null for servers that are reached by URL. */
  readonly command: CommandView | null;
}
