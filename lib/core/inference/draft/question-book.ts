import { hashJson } from '../../json/hash.ts';
import type { Json } from '../../json/json.ts';
import type { Place } from '../../workflow/evidence.ts';
import { type Answers, type Question, type QuestionOption, SOMETHING_ELSE_ID } from '../../workflow/question.ts';

export interface Doubt {
  /** What kind of doubt and where: the question's id is made from it and from nothing else. */
  readonly kind: string;
  readonly about: Json;
  readonly text: string;
  readonly row?: Json;
  readonly options: readonly QuestionOption[];
  /** Id of the option that holds until the user answers. */
  readonly default: string;
  readonly weight: number;
  /** Id of the step that the doubt belongs to, while it is still a draft. */
  readonly place?: Place;
}

/** The way out of every question: what the user wants is none of the options, so the default stays until edited. */
export const SOMETHING_ELSE: QuestionOption = {
  id: SOMETHING_ELSE_ID,
  label: 'something else: keep the default, edit it by hand',
  consequence: 'The workflow keeps the default here. Change it in the editor.',
};

/** Collects what could not be proved and answers it from what the user said so far. */
export class QuestionBook {
  private readonly answers: Answers;
  private readonly asked = new Map<string, Question>();

  constructor(answers: Answers) {
    this.answers = answers;
  }

  /** The option that holds: the user's where there is one, else the default. Never more than four options. */
  ask(doubt: Doubt): { readonly option: string; readonly answered: boolean; readonly id: string } {
    const id = `q${hashJson([doubt.kind, doubt.about]).slice(0, 10)}`;
    const options = doubt.options.slice(0, 4);
    this.asked.set(id, {
      id,
      text: doubt.text,
      ...(doubt.place === undefined ? {} : { place: doubt.place }),
      ...(doubt.row === undefined ? {} : { row: doubt.row }),
      options,
      default: doubt.default,
      weight: doubt.weight,
    });
    const given = this.answers[id];
    const answered = given !== undefined && options.some((option) => option.id === given);
    return { option: answered ? given : doubt.default, answered, id };
  }

  /** The questions that still matter, the weightiest first; answered ones are left out. */
  questions(ids: ReadonlySet<string>): readonly Question[] {
    return [...this.asked.values()]
      .filter((question) => ids.has(question.id))
      .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  }
}
