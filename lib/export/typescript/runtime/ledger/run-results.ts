import type { Json } from '#core/json/json.ts';
import type { Database } from './database.ts';

/** What runs gave whose caller wants to know: it is asked for later, and of any replica. */
export interface RunResults {
  /** An earlier one of the same delivery is replaced. */
  keep(delivery: string, result: Json): Promise<void>;
  get(delivery: string): Promise<Json | undefined>;
}

export function createRunResults(options: { readonly database: Database; readonly now: () => Date }): RunResults {
  const { database, now } = options;
  return {
    async keep(delivery, result) {
      await database.query(
        `INSERT INTO agent_results (delivery, result, at) VALUES ($1, $2, $3)
         ON CONFLICT (delivery) DO UPDATE SET result = excluded.result, at = excluded.at`,
        [delivery, JSON.stringify(result), now().toISOString()],
      );
    },
    async get(delivery) {
      const [row] = await database.query('SELECT result FROM agent_results WHERE delivery = $1', [delivery]);
      return row ? (JSON.parse(String(row.result)) as Json) : undefined;
    },
  };
}
