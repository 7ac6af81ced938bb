import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The data folder's access key: what the command line and MCP clients present as a bearer. Made at the first start,
 * readable by its owner only.
 */
export async function readAccessKey(home: string): Promise<string> {
  return readOrMake(join(home, 'access.key'), () => randomBytes(32).toString('base64url'));
}

/** Reads a private file, or makes it with mode 0600 where it is missing; two makers agree on the first. */
export async function readOrMake(file: string, make: () => string): Promise<string> {
  try {
    await writeFile(file, make(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    await chmod(file, 0o600);
  }
  return (await readFile(file, 'utf8')).trim();
}
