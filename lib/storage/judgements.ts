import type { JudgementMemory } from '#core/execution/run-workflow.ts';
import type { Json } from '#core/json/json.ts';
import type { Database } from './database.ts';
import { readDocument, writeDocument } from './document.ts';

/** What models answered in runs, by prototype and by what they were asked. */
export interface JudgementStore {
  /** The memory of one prototype; `model` is noted beside what it answers. */
  memory(prototypeId: string, model: string): JudgementMemory;
  /** Lets the next run ask everything anew. */
  forget(prototypeId: string): Promise<void>;
}

export function judgementStore(database: Database): JudgementStore {
  return {
    memory: (prototypeId, model) => ({
      async recall(key) {
        const row = await database.judgement.findUnique({ where: { prototypeId_key: { prototypeId, key } } });
        return row ? readDocument<Json>(row.answerJson) : undefined;
      },
      async keep(key, answer) {
        const entry = { model, answerJson: writeDocument(answer), askedAt: new Date() };
        await database.judgement.upsert({
          where: { prototypeId_key: { prototypeId, key } },
          create: { prototypeId, key, ...entry },
          update: entry,
        });
      },
    }),
    async forget(prototypeId) {
      await database.judgement.deleteMany({ where: { prototypeId } });
    },
  };
}
