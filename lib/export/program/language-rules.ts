import type { Workflow } from '#core/workflow/workflow.ts';
import type { Type } from './type.ts';

/**
 * What lowering asks of the language that a program will be printed in. Names are decided here, and which operators mean
 * what the workflow means; the program stays neutral otherwise.
 */
export interface LanguageRules {
  /** A name of ours as a variable or a function: it comes in camelCase. */
  readonly spell: (name: string) => string;
  /** Names that nothing of ours may have, wherever it stands. */
  readonly reserved: readonly string[];
  /** Names that the function of this workflow sees from elsewhere: imports, and what it is given. */
  readonly inSight: (workflow: Workflow) => readonly string[];
  /** Whether inputs and settings are read as members of one value; else they are variables and take their names. */
  readonly inputsAreMembers: boolean;
  /** Whether an argument of this name can be given by its name. */
  readonly canName: (argument: string) => boolean;
  /** What a template writes as `toText` does. */
  readonly text: Type;
  /** Whether `true` equals `1` there: an operator compares only where that cannot matter. */
  readonly truthIsNumber: boolean;
  /** Whether `<` orders texts by UTF-16 code unit, as JSON does; else only beside a text that no surrogate can follow. */
  readonly ordersByCodeUnit: boolean;
}
