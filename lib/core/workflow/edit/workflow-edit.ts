import type { Json } from '../../json/json.ts';
import type { Place } from '../evidence.ts';
import type { Expr, Id, Input, Step, Trigger } from '../workflow.ts';

/** A place among steps: `parent` is the step whose `member` holds the list, or '' for the workflow's own body. */
export interface StepPosition {
  readonly parent: Id | '';
  readonly member: 'body' | 'then' | 'else';
  /** 0 is the first; the length of the list is after the last. */
  readonly index: number;
}

/** One change of a workflow by a person. Plain JSON, so that it travels and can be kept. */
export type WorkflowEdit =
  | { readonly edit: 'rename'; readonly name: string; readonly description?: string }
  | { readonly edit: 'addInput'; readonly input: Input; readonly index?: number }
  | { readonly edit: 'renameInput'; readonly from: Id; readonly to: Id }
  | { readonly edit: 'setInput'; readonly name: Id; readonly default?: Json; readonly description?: string }
  /** Uses of the input become its default; refused where it has none and is used. */
  | { readonly edit: 'removeInput'; readonly name: Id }
  /** Replaces the expression at a place: another source for an argument, another test of a filter. */
  | { readonly edit: 'setValue'; readonly place: Place; readonly expr: Expr }
  | { readonly edit: 'renameStep'; readonly from: Id; readonly to: Id }
  | { readonly edit: 'setNote'; readonly step: Id; readonly note: string }
  /** Replaces a step by another of the same id. */
  | { readonly edit: 'replaceStep'; readonly step: Step }
  | { readonly edit: 'insertStep'; readonly step: Step; readonly at: StepPosition }
  | { readonly edit: 'removeStep'; readonly step: Id }
  | { readonly edit: 'moveStep'; readonly step: Id; readonly at: StepPosition }
  | { readonly edit: 'setTrigger'; readonly trigger: Trigger };

/** An edit cannot be made; the message says why and what to do. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
}
