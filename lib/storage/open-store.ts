import { randomUUID } from 'node:crypto';
import { approvalStore } from './approvals.ts';
import { bundleStore } from './bundles.ts';
import { connectDatabase } from './database.ts';
import { judgementStore } from './judgements.ts';
import { keeperStore } from './keepers.ts';
import { loginStore } from './logins.ts';
import { messageStore } from './messages.ts';
import { prototypeStore } from './prototypes.ts';
import { recoverFromCrash } from './recover-from-crash.ts';
import { runStore } from './runs.ts';
import type { SecretBox } from './secret-box.ts';
import { secretStore } from './secrets.ts';
import { serverStore } from './servers.ts';
import { sessionStore } from './sessions.ts';
import { settingStore } from './settings.ts';
import type { Store } from './store.ts';
import { traceStore } from './traces.ts';
import { workflowStore } from './workflows.ts';

/** The store over a database that `prepareDatabase` has brought up to date. Connects at the first query. */
export function openStore(options: { readonly databaseUrl: string; readonly secretBox: SecretBox }): Store {
  const database = connectDatabase(options.databaseUrl);
  const process = randomUUID();
  const runs = runStore({ database, process });
  const traces = traceStore(database);
  const keepers = keeperStore({ database, process });
  return {
    prototypes: prototypeStore(database),
    servers: serverStore(database),
    secrets: secretStore(database, options.secretBox),
    logins: loginStore(database, options.secretBox),
    messages: messageStore(database),
    traces,
    approvals: approvalStore(database),
    workflows: workflowStore(database),
    runs,
    judgements: judgementStore(database),
    keepers,
    bundles: bundleStore(database),
    settings: settingStore(database),
    sessions: sessionStore(database),
    recover: () => recoverFromCrash({ database, process, runs, traces }),
    async close() {
      runs.stop();
      keepers.stop();
      await database.$disconnect();
    },
  };
}
