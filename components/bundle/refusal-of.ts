import {
  LANGUAGE_TITLES,
  LANGUAGE_TRIGGERS,
  type Language,
  type Target,
  type TriggerKind,
  type Verdict,
} from '#core/deploy/target.ts';

/** Why a place cannot be started so in any of its languages; undefined where it can. */
export function refusalOf({ triggers, languages }: Target, on: TriggerKind): string | undefined {
  const verdict = triggers[on];
  if (verdict !== 'taken') return verdict.refused;
  const ofLanguages = languages.map((language) => LANGUAGE_TRIGGERS[language][on]);
  const [first] = ofLanguages;
  if (first === undefined || ofLanguages.includes('taken')) return undefined;
  return first === 'taken' ? undefined : first.refused;
}

/** Which languages a place takes of an agent that is started so. */
export function languageVerdicts(target: Target, on: TriggerKind): Readonly<Record<Language, Verdict>> {
  const verdictOf = (language: Language): Verdict =>
    target.languages.includes(language)
      ? LANGUAGE_TRIGGERS[language][on]
      : { refused: `${target.title} is in ${LANGUAGE_TITLES[target.languages[0]]}: choose another target.` };
  return { typescript: verdictOf('typescript'), python: verdictOf('python') };
}
