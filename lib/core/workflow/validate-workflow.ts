import type { ToolSpec } from '../tool/tool-spec.ts';
import type { Finding } from './finding.ts';
import { absentPlaces } from './rules/absent-places.ts';
import { conditions } from './rules/conditions.ts';
import { constantValues } from './rules/constant-values.ts';
import { effectClasses } from './rules/effect-classes.ts';
import { inputValues } from './rules/input-values.ts';
import { keepCallsKnown } from './rules/keep-calls.ts';
import { keepReferences } from './rules/keep-references.ts';
import { keptSteps } from './rules/kept-steps.ts';
import { knownFunctions } from './rules/known-functions.ts';
import { knownReferences } from './rules/known-references.ts';
import { knownTools } from './rules/known-tools.ts';
import { lists } from './rules/lists.ts';
import { reachableSteps } from './rules/reachable-steps.ts';
import type { Rule } from './rules/rule.ts';
import { triggerInputs } from './rules/trigger-inputs.ts';
import { uniqueNames } from './rules/unique-names.ts';
import type { Workflow } from './workflow.ts';

const RULES: readonly Rule[] = [
  uniqueNames,
  knownReferences,
  knownFunctions,
  knownTools,
  constantValues,
  effectClasses,
  conditions,
  lists,
  absentPlaces,
  inputValues,
  reachableSteps,
  triggerInputs,
  keptSteps,
  keepReferences,
  keepCallsKnown,
];

/** What `Finding.rule` can be here; other findings come from inference, from proofs, from edits. */
export const RULE_NAMES: ReadonlySet<string> = new Set([
  'unique-names',
  'known-references',
  'known-functions',
  'known-tools',
  'constant-values',
  'effect-classes',
  'conditions',
  'lists',
  'absent-places',
  'input-values',
  'reachable-steps',
  'trigger-inputs',
  'kept-steps',
  'keep-references',
  'keep-calls',
]);

const ORDER: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, note: 2 };

/**
 * What is wrong with a workflow, errors first. A workflow without an error runs until the world surprises it. Tools are
 * looked at where a catalogue is given.
 */
export function validateWorkflow(workflow: Workflow, tools?: readonly ToolSpec[]): readonly Finding[] {
  return RULES.flatMap((rule) => rule({ workflow, tools })).toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
