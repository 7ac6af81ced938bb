import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';

/**
 * Makes `dataFolder` from an initialised one where it does not exist yet: all of it or nothing. Does nothing where
 * there is no template. Synchronous because Node copies a tree natively then, ten times as fast.
 */
export function copyPostgresTemplate(template: string, dataFolder: string): void {
  if (existsSync(dataFolder) || !existsSync(template)) return;
  const making = `${dataFolder}.new`;
  rmSync(making, { recursive: true, force: true });
  cpSync(template, making, { recursive: true });
  renameSync(making, dataFolder);
}
