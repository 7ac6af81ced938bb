import type { Json } from '../json/json.ts';
import type { Place } from './evidence.ts';
import type { Expr } from './workflow.ts';

/** What could not be proved, asked on one concrete row. Answering re-runs inference; ids are stable across that. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly place?: Place;
  /** The concrete, possibly perturbed, row that the options differ on. */
  readonly row?: Json;
  readonly options: readonly QuestionOption[];
  /** Id of the option that holds until the user answers. */
  readonly default: string;
  /** Chance that the default is wrong × weight of the effect × calls concerned; the greatest is asked first. */
  readonly weight: number;
}

export interface QuestionOption {
  readonly id: string;
  readonly label: string;
  /** What stands at the question's place when this is chosen, or at the heart of it: the test of a filter, a source. */
  readonly expr?: Expr;
  /** What choosing it changes, in one line. */
  readonly consequence?: string;
}

/** Id of the way out of every question: none of the options is meant; the default holds and is edited by hand. */
export const SOMETHING_ELSE_ID = 'other';

/** Question id to option id. Unknown ids are ignored, so that answers outlive a re-recording. */
export type Answers = Readonly<Record<string, string>>;
