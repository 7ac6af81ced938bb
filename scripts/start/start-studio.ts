import { join } from 'node:path';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '#lib/storage/embedded-postgres.ts';
import { readMigrations } from '#lib/storage/migrate.ts';
import { postgresTemplateFolder } from '#lib/storage/postgres-template-folder.ts';
import { prepareDatabase } from '#lib/storage/prepare-database.ts';
import { readAccessKey } from '#lib/studio/auth/access-key.ts';
import { createLaunchTokens } from '#lib/studio/auth/launch-tokens.ts';
import { provideHost } from '#lib/studio/host.ts';
import { generatePrismaClient } from '../prisma-generate.ts';
import { root } from '../root.ts';
import { takeDataFolder } from './data-folder.ts';
import { parseSettings } from './environment.ts';
import { StartError } from './start-error.ts';
import { stopOnSignals } from './stop-on-signals.ts';
import { warmUp } from './warm-up.ts';
import { type Handler, listen } from './web-server.ts';

/** Starts everything in this process and prints the launch URL as the last line. Throws one-line errors. */
export async function startStudio(options: {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly dev: boolean;
}): Promise<void> {
  const settings = parseSettings(options.variables);
  // Undone in reverse, by a signal or by a start that fails half-way.
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  stopOnSignals(stop);
  try {
    if (options.dev) generatePrismaClient();
    else await (await import('../build/build-if-needed.ts')).buildIfNeeded();

    const lock = takeDataFolder(settings.home, settings.port);
    undo.push(lock.release);
    const web = await listen({ port: settings.port, dev: options.dev });
    undo.push(web.close);

    const preparing = Promise.all([openDatabase(settings, undo), readAccessKey(settings.home)]);
    const handler = prepareNext({ port: settings.port, dev: options.dev });
    // Both run on; whichever fails first is the error.
    const [[databaseUrl, accessKey], handle] = await Promise.all([preparing, handler]);

    const launchTokens = createLaunchTokens({
      milliseconds: () => performance.now(),
      ...(settings.launchToken ? { fixed: { token: settings.launchToken, reusable: options.dev } } : {}),
    });
    provideHost({ home: settings.home, databaseUrl, port: settings.port, accessKey, launchTokens, installation: root });
    undo.push(stopStudio, web.refuse);
    web.serve(handle);
    const token = settings.launchToken ?? launchTokens.issue();
    console.log(`Tracewright is ready: http://127.0.0.1:${settings.port}/launch?token=${token}`);
    if (!options.dev) void warmUp({ port: settings.port, accessKey });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(
  settings: { readonly home: string; readonly databaseUrl: string | null },
  undo: (() => Promise<void> | void)[],
): Promise<string> {
  const migrations = await readMigrations(join(root, 'prisma/migrations'));
  let embedded: EmbeddedPostgres | null = null;
  if (settings.databaseUrl === null) {
    try {
      embedded = await openEmbeddedPostgres(join(settings.home, 'postgres'), {
        template: postgresTemplateFolder(root),
        onCrash: endWithoutDatabase,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
      throw new StartError(`The embedded database in ${settings.home}/postgres does not open: ${reason}`, 1, {
        cause: error,
      });
    }
    undo.push(embedded.stop);
  }
  const url = embedded?.url ?? settings.databaseUrl ?? '';
  const prepared = await prepareDatabase(url, migrations);
  undo.push(prepared.release);
  return url;
}

/** What was answered as saved is on the disk; a new start goes on from there. */
function endWithoutDatabase(reason: Error): void {
  console.error(
    `The embedded database ended (${reason.message}). Nothing that was saved is lost; start Tracewright again.`,
  );
  process.exit(1);
}

async function prepareNext(options: { readonly port: number; readonly dev: boolean }): Promise<Handler> {
  // Next reads its mode from here too.
  Object.assign(process.env, { NODE_ENV: options.dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
  const { default: next } = await import('next');
  const app = next({ dev: options.dev, dir: root, hostname: '127.0.0.1', port: options.port });
  await app.prepare();
  return app.getRequestHandler();
}

/** The studio lives in Next's bundles; it is asked to stop only if a request has made it. */
async function stopStudio(): Promise<void> {
  const holder = globalThis as { [key: symbol]: Promise<{ stop(): Promise<void> }> | undefined };
  await (await holder[Symbol.for('tracewright.studio')])?.stop();
}
