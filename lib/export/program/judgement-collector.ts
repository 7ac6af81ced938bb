import type { LanguageRules } from './language-rules.ts';
import { nameScope, plainName } from './names.ts';
import type { ProgramJudgement } from './program.ts';

/** Collects the questions to a model while the program is lowered, and names them. */
export interface JudgementCollector {
  /** The name that the question got. */
  add(judgement: Omit<ProgramJudgement, 'name'>): string;
  collect(): readonly ProgramJudgement[];
}

export function judgementCollector({ reserved, spell }: LanguageRules): JudgementCollector {
  const names = nameScope(reserved, spell);
  const judgements: ProgramJudgement[] = [];
  return {
    add(judgement) {
      const name = names.take(plainName(judgement.step), judgement.step, `${judgement.step}Question`);
      judgements.push({ name, ...judgement });
      return name;
    },
    collect: () => judgements,
  };
}
