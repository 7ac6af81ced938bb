import { Pool } from 'pg';
import type { Database } from './database.ts';

/** A Postgres server, by connection URL. Throws at the first query where it cannot be reached. */
export function openPostgresDatabase(url: string): Database {
  const pool = new Pool({ connectionString: url, max: 5, connectionTimeoutMillis: 10_000 });
  // An idle connection that the server drops is replaced at the next query; without a listener it would end the agent.
  pool.on('error', () => {});
  return {
    async query(sql, parameters = []) {
      return (await pool.query(sql, [...parameters])).rows;
    },
    async transaction(statements) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        for (const { sql, parameters } of statements) await client.query(sql, [...parameters]);
        await client.query('COMMIT');
        client.release();
      } catch (error) {
        // Closing the connection takes back whatever it has begun.
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}
