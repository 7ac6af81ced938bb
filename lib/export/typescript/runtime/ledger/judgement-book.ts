import type { Json } from '#core/json/json.ts';
import type { JudgementBook } from '../agent-setup.ts';
import type { Database } from './database.ts';

/** An answer of the model that later runs are given again. */
export interface KeptJudgement {
  readonly id: string;
  readonly step: string;
  readonly answer: Json;
  readonly at: string;
}

export interface LastingJudgements extends JudgementBook {
  list(): Promise<readonly KeptJudgement[]>;
  /** The question will be asked again. False where there is no such answer. */
  forget(id: string): Promise<boolean>;
}

/** Keeps the model's answers beside the ledger. */
export function createJudgementBook(options: {
  readonly database: Database;
  readonly now: () => Date;
}): LastingJudgements {
  const { database, now } = options;
  async function find(id: string): Promise<Json | undefined> {
    const [row] = await database.query('SELECT answer FROM agent_judgements WHERE id = $1', [id]);
    return row ? (JSON.parse(String(row.answer)) as Json) : undefined;
  }
  return {
    find,
    async keep(id, { step, answer }) {
      await database.query(
        'INSERT INTO agent_judgements (id, step, answer, at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING',
        [id, step, JSON.stringify(answer), now().toISOString()],
      );
      return (await find(id)) ?? answer;
    },
    async list() {
      const rows = await database.query('SELECT * FROM agent_judgements ORDER BY at, id');
      return rows.map((row) => ({
        id: String(row.id),
        step: String(row.step),
        answer: JSON.parse(String(row.answer)) as Json,
        at: String(row.at),
      }));
    },
    async forget(id) {
      return (await database.query('DELETE FROM agent_judgements WHERE id = $1 RETURNING id', [id])).length > 0;
    },
  };
}
