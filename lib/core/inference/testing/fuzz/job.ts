import type { JsonObject } from '../../../json/json.ts';
import type { Step, Workflow } from '../../../workflow/workflow.ts';
import type { Random } from '../random.ts';
import type { Kind } from './kind.ts';
import type { WriteTool } from './vocabulary.ts';

export type PageStyle = 'cursor' | 'page' | 'offset';

/** The records of one kind that a world holds, and what their list tool takes. */
export interface Collection {
  readonly kind: Kind;
  readonly people?: boolean;
  /** Noun of the kind whose records own these; their ids stand in `owner`. */
  readonly owners?: string;
  readonly parents?: string;
  /** Parameter of the list tool: only the records of one parent. */
  readonly listBy?: string;
  /** Parameter of the list tool that every call carries and that changes nothing: an account, a site. */
  readonly scope?: string;
  readonly page?: PageStyle;
  readonly distinctTitles?: boolean;
  /** Records without a note are there in the demonstration too. */
  readonly mayLackNotes?: boolean;
  /**
   * Records without a state are there in the demonstration too, where the member that holds the state is null for them:
   * what is under it cannot be read there. Elsewhere such a member always holds an object.
   */
  readonly mayLackState?: boolean;
  /** Nothing in these records is ever null. */
  readonly whole?: boolean;
  /** A tool that answers with the records of exactly this title. */
  readonly find?: { readonly tool: string; readonly by: string };
  /** A tool that makes a record with this title, and from then on it exists. */
  readonly create?: { readonly tool: string; readonly by: string };
}

/** What was called in a demonstration, for a job to say whether that determines its program. */
export interface Shown {
  readonly calls: (step: string) => number;
  readonly size: (noun: string) => number;
  /** Arguments of the first call of a step, as JSON. */
  readonly args: (step: string) => string;
}

/** A job on made-up services: the program that is right, how a person would say it, and what there is. */
export interface Job {
  readonly family: string;
  readonly prompt: string;
  readonly inputs: JsonObject;
  readonly freshInputs: (random: Random) => JsonObject;
  readonly workflow: Workflow;
  readonly collections: readonly Collection[];
  readonly writes: readonly WriteTool[];
  /** Whether the prompt and this demonstration leave one program only. */
  readonly shows: (shown: Shown) => boolean;
  /** Whether rounds of loops may be mixed: no round depends on what another wrote. */
  readonly mixable: boolean;
}

export function programOf(inputs: JsonObject, body: readonly Step[]): Workflow {
  return {
    version: 1,
    name: 'true program',
    inputs: Object.entries(inputs).map(([name, value]) => ({ name, schema: {}, default: value })),
    body,
  };
}
