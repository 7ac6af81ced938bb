import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { findLockHolder } from '#lib/storage/directory-lock.ts';
import { parseSettings } from './environment.ts';
import { StartError } from './start-error.ts';

const answerShape = z.object({ url: z.string() });

/** `npm start -- --link`: asks the studio that runs on this data folder for a new launch URL and prints it. */
export async function printLink(variables: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { home } = parseSettings(variables);
  console.log(await requestLink(home));
}

/** A fresh launch URL of the studio that runs on `home`. Throws `StartError` where none answers. */
export async function requestLink(home: string): Promise<string> {
  // Only while the folder is held: the key must not go to whoever listens on a port that was ours once.
  const holder = findLockHolder(home);
  try {
    if (!holder) throw new Error('nobody holds the data folder');
    const key = (await readFile(join(home, 'access.key'), 'utf8')).trim();
    const answer = await fetch(`http://127.0.0.1:${holder.port}/api/launch-links`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    return answerShape.parse(await answer.json()).url;
  } catch (error) {
    throw new StartError(`No studio is running on the data folder ${home}. Start it with: npm start`, 1, {
      cause: error,
    });
  }
}
