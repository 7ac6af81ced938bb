import type { QuestionAnswer, ServerQuestion } from '#core/server/server-question.ts';

/**
 * What servers ask the person in the studio, while it is not answered yet. Nothing here outlives the process, because
 * the calls that wait do not either.
 */
export interface OpenQuestions {
  /** Resolves with the answer; rejects with the signal's reason when that ends first. */
  ask(question: ServerQuestion, signal: AbortSignal): Promise<QuestionAnswer>;
  /** False where no such question is open (any more). */
  answer(id: string, answer: QuestionAnswer): boolean;
  /** The oldest first. */
  list(): readonly ServerQuestion[];
  /** Calls back when one was asked or is over; returns the way to stop. */
  onChange(listener: (question: ServerQuestion, state: 'asked' | 'over') => void): () => void;
}

export function createOpenQuestions(): OpenQuestions {
  const open = new Map<string, { readonly question: ServerQuestion; readonly end: (answer: QuestionAnswer) => void }>();
  const listeners = new Set<(question: ServerQuestion, state: 'asked' | 'over') => void>();
  const tell = (question: ServerQuestion, state: 'asked' | 'over') => {
    for (const listener of [...listeners]) listener(question, state);
  };
  return {
    ask: (question, signal) =>
      new Promise((resolve, reject) => {
        const close = () => {
          open.delete(question.id);
          signal.removeEventListener('abort', stop);
          tell(question, 'over');
        };
        const stop = () => {
          close();
          reject(signal.reason);
        };
        if (signal.aborted) return reject(signal.reason);
        signal.addEventListener('abort', stop, { once: true });
        open.set(question.id, {
          question,
          end: (answer) => {
            close();
            resolve(answer);
          },
        });
        tell(question, 'asked');
      }),
    answer(id, answer) {
      const waiting = open.get(id);
      waiting?.end(answer);
      return waiting !== undefined;
    },
    list: () => [...open.values()].map(({ question }) => question),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
