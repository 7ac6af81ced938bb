import type { Json } from '#core/json/json.ts';

/** A model that gives these answers, one after the other, and then none. */
export function scriptedAnswers(answers: readonly Json[]): { readonly answer: () => Promise<Json> } {
  let asked = 0;
  return {
    async answer() {
      const answer = answers[asked];
      asked += 1;
      if (answer === undefined) throw new Error('No model here.');
      return answer;
    },
  };
}
