import type { Json, JsonSchema } from '../../json/json.ts';
import type { EffectClass } from '../../tool/effect-class.ts';
import type { ToolRef } from '../../tool/tool-ref.ts';
import type { Place } from '../evidence.ts';
import type { Keep } from '../keep.ts';
import type { Expr, Id, Input, Step, Trigger } from '../workflow.ts';
import type { ListStage } from './list-stages.ts';

/** A place among steps: `parent` is the step whose `member` holds the list, or '' for the workflow's own body. */
export interface StepPosition {
  readonly parent: Id | '';
  readonly member: 'body' | 'then' | 'else';
  /** 0 is the first; the length of the list is after the last. */
  readonly index: number;
}

/** Members of a step that are no expressions and no steps, and that a person may set. */
export type StepOption =
  | 'effect'
  | 'retry'
  | 'onError'
  | 'parallel'
  | 'param'
  | 'maxPages'
  | 'everyMs'
  | 'timeoutMs'
  | 'else'
  | 'on'
  | 'task'
  | 'output'
  | 'message';

/** One change of a workflow by a person. Plain JSON, so that it travels and is kept. */
export type WorkflowEdit =
  | { readonly edit: 'rename'; readonly name: string; readonly description?: string }
  | { readonly edit: 'addInput'; readonly input: Input; readonly index?: number }
  | { readonly edit: 'renameInput'; readonly from: Id; readonly to: Id }
  | {
      readonly edit: 'setInput';
      readonly name: Id;
      readonly default?: Json;
      readonly description?: string;
      readonly schema?: JsonSchema;
    }
  /** Uses of the input become its default; refused where it has none and is used. */
  | { readonly edit: 'removeInput'; readonly name: Id }
  /** The constant at a place becomes an input that has it as its default. */
  | { readonly edit: 'makeInput'; readonly place: Place; readonly name: Id }
  /** Replaces the expression at a place: another source for an argument, another test of a filter. */
  | { readonly edit: 'setValue'; readonly place: Place; readonly expr: Expr }
  /** Filter, order, limit of the list at a place, the other stages left alone; without a stage it falls away. */
  | { readonly edit: 'setStage'; readonly place: Place; readonly kind: ListStage['kind']; readonly stage?: ListStage }
  /** Another list to go through, filtered and ordered as before. */
  | { readonly edit: 'setSource'; readonly place: Place; readonly expr: Expr }
  /** Leaves out what may be left out: an optional argument, a loop's yield, a key. */
  | { readonly edit: 'clearValue'; readonly place: Place }
  | { readonly edit: 'renameStep'; readonly from: Id; readonly to: Id }
  /** The item of a loop, the page of a list, what a wait looks at. */
  | { readonly edit: 'renameVariable'; readonly step: Id; readonly from: Id; readonly to: Id }
  | { readonly edit: 'setNote'; readonly step: Id; readonly note: string }
  | { readonly edit: 'setTool'; readonly step: Id; readonly tool: ToolRef; readonly effect: EffectClass }
  /** No value: the option's own default holds again. */
  | { readonly edit: 'setOption'; readonly step: Id; readonly option: StepOption; readonly value?: Json }
  /** Replaces a step by another of the same id. */
  | { readonly edit: 'replaceStep'; readonly step: Step }
  | { readonly edit: 'insertStep'; readonly step: Step; readonly at: StepPosition }
  | { readonly edit: 'removeStep'; readonly step: Id }
  | { readonly edit: 'moveStep'; readonly step: Id; readonly at: StepPosition }
  | { readonly edit: 'setTrigger'; readonly trigger: Trigger }
  /** What is kept, and how; without it nothing is. */
  | { readonly edit: 'setKeep'; readonly keep?: Keep };

/** An edit cannot be made; the message says why and what to do. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
}
