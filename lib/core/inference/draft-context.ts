import type { Json } from '../json/json.ts';
import type { Evidence, EvidenceNote, Place, ValueEvidence } from '../workflow/evidence.ts';
import type { Finding } from '../workflow/finding.ts';
import type { Id } from '../workflow/workflow.ts';
import type { InputBook } from './draft/input-book.ts';
import type { QuestionBook } from './draft/question-book.ts';
import type { Variables } from './draft/variables.ts';
import type { ObservedCall } from './read/observed-call.ts';
import type { Unit } from './read/unit.ts';
import type { PromptText } from './words/prompt-text.ts';

/** A step that a model judges in, what to call it, and every judgement that was recorded: data in, answer out. */
export interface DraftJudgement {
  readonly id: Id;
  readonly name: string;
  readonly recorded: readonly (readonly [Json, Json])[];
}

/** What every pass of one inference shares: the user's words, the books, and the reasons collected so far. */
export interface DraftContext {
  readonly prompt: PromptText;
  readonly inputs: InputBook;
  readonly questions: QuestionBook;
  readonly variables: Variables;
  readonly calls: readonly ObservedCall[];
  /** Units by key. */
  readonly units: ReadonlyMap<string, Unit>;
  readonly now: string;
  readonly timeZone: string;
  readonly values: ValueEvidence[];
  readonly notes: EvidenceNote[];
  readonly dropped: Evidence['dropped'][number][];
  readonly findings: Finding[];
  /** Questions by the draft step that depends on them: those of steps that fall away are not asked. */
  readonly doubts: Map<string, Set<string>>;
  /** Where in the draft each question belongs: the first place that depends on it. */
  readonly places: Map<string, Place>;
  /** Judgements by a model that the draft holds, with the name that each should get. */
  readonly judgements: DraftJudgement[];
  /** How many recordings of the job there are. */
  readonly recordings: number;
}
