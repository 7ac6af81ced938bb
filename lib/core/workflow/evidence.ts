import type { Json, JsonPath } from '../json/json.ts';
import type { Id } from './workflow.ts';

/**
 * Place of a value inside a workflow: the step's id and the member path inside that step, e.g.
 * `{step: 'createIssue', slot: ['args', 'title']}`. Survives reordering. Step `''` stands for the workflow itself
 * (`['inputs', 0]`, `['output']`).
 */
export interface Place {
  readonly step: Id;
  readonly slot: JsonPath;
}

/** What a value is, by colour in the studio. */
export type ValueOrigin = 'input' | 'reference' | 'computed' | 'constant' | 'judgement';

/** How sure we are: proved from values, answered by the user, assumed by a stated default, or edited by hand. */
export type EvidenceStatus = 'proved' | 'asked' | 'assumed' | 'edited';

export interface ValueEvidence {
  readonly place: Place;
  readonly origin: ValueOrigin;
  readonly status: EvidenceStatus;
  /** One line for people: `pulls[2].title of list_pull_requests`. */
  readonly summary: string;
  readonly facts: readonly Fact[];
  /** Other explanations that fitted too and why they lost, best first. */
  readonly alternatives: readonly Alternative[];
}

/** One observed occurrence: this value stood there, and here it was used. */
export interface Fact {
  /** Where it was used: an argument of a recorded call. */
  readonly target?: { readonly call: string; readonly path: JsonPath };
  /** Where it came from: a recorded result, or characters of a user's turn. */
  readonly source?:
    | { readonly kind: 'result'; readonly call: string; readonly path: JsonPath }
    | { readonly kind: 'turn'; readonly turn: string; readonly start: number; readonly end: number };
  readonly value: Json;
  readonly note?: string;
}

export interface Alternative {
  readonly summary: string;
  readonly reason: string;
}

/** A list of `ValueEvidence` for values and of steps' own reasons (why a loop, why a filter, why dropped). */
export interface Evidence {
  readonly values: readonly ValueEvidence[];
  readonly notes: readonly EvidenceNote[];
  /** Recorded calls that are not part of the program, and why. */
  readonly dropped: readonly { readonly call: string; readonly reason: string }[];
}

export interface EvidenceNote {
  readonly step: Id;
  readonly status: EvidenceStatus;
  readonly text: string;
}
