import type { Json } from '#core/json/json.ts';
import type { LastingJudgements } from '../../ledger/judgement-book.ts';
import { type DynamoTable, IS_NEW } from './dynamo-table.ts';
import { readText, storeText } from './stored-text.ts';

const JUDGEMENT = 'judgement';

/** The model's answers in DynamoDB, beside the ledger. */
export function createDynamoJudgements({
  table,
  now,
}: {
  readonly table: DynamoTable;
  readonly now: () => Date;
}): LastingJudgements {
  async function find(id: string): Promise<Json | undefined> {
    const text = await readText(table, (await table.get({ kind: JUDGEMENT, id }))?.answer);
    return text === null ? undefined : (JSON.parse(text) as Json);
  }
  return {
    find,
    async keep(id, { step, answer }) {
      const text = await storeText(table, JSON.stringify(answer));
      await table.change(
        { kind: JUDGEMENT, id },
        { set: { step, answer: text, at: now().toISOString() }, when: IS_NEW },
      );
      return (await find(id)) ?? answer;
    },
    async list() {
      const items = await table.all(JUDGEMENT);
      const kept = await Promise.all(
        items.map(async ({ id, step, answer, at }) => ({
          ...{ id, step: String(step), at: String(at) },
          answer: JSON.parse((await readText(table, answer)) ?? 'null') as Json,
        })),
      );
      return kept.toSorted((a, b) => (a.at < b.at ? -1 : 1));
    },
    forget: (id) => table.remove({ kind: JUDGEMENT, id }),
  };
}
