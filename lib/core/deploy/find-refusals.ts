import { LANGUAGE_TITLES, type Language, type StateChoice, type Target, type TriggerKind } from './target.ts';

/** What somebody wants to put somewhere. */
export interface TargetWish {
  readonly language: Language;
  readonly trigger: TriggerKind;
  readonly state: StateChoice;
}

/** A choice that the place does not take, and what to do. */
export interface TargetRefusal {
  readonly field: keyof TargetWish;
  readonly message: string;
}

/** What a place does not take of a wish; empty where it can be done. */
export function findRefusals(target: Target, wish: TargetWish): readonly TargetRefusal[] {
  const { languages, triggers, states } = target;
  const [trigger, state] = [triggers[wish.trigger], states[wish.state]];
  return [
    ...(languages.includes(wish.language) ? [] : [{ field: 'language', message: languageRefused(target) } as const]),
    ...(trigger === 'taken' ? [] : [{ field: 'trigger', message: trigger.refused } as const]),
    ...(state === 'taken' ? [] : [{ field: 'state', message: state.refused } as const]),
  ];
}

function languageRefused({ title, languages }: Target): string {
  return `${title} takes an agent in ${languages.map((language) => LANGUAGE_TITLES[language]).join(' or ')}.`;
}
