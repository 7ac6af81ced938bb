import { classifyTool } from '../../tool/classify-tool.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';
import type { Trace } from '../../trace/trace.ts';
import { allSteps } from '../../workflow/walk.ts';
import type { CallStep, StepCommon, Workflow } from '../../workflow/workflow.ts';
import type { KeepProposal, SightProposal } from './keep-proposal.ts';
import { proposeGet, proposeSearch } from './propose-sights.ts';
import { proposeChange, proposeRemove } from './propose-writes.ts';
import { idMembers, recordedCreations } from './recorded-creations.ts';
import { ruleOf } from './rule-of.ts';

/**
 * For every step that creates something, how what it makes could be kept: from what was recorded and from the tools on
 * offer. Proposals only; each says why.
 */
export function proposeKeepRules(
  workflow: Workflow,
  recording: Trace,
  tools: readonly ToolSpec[],
): readonly KeepProposal[] {
  return allSteps(workflow.body).flatMap((step): KeepProposal[] => {
    if (step.do !== 'call' || step.effect !== 'write') return [];
    const spec = tools.find((tool) => tool.server === step.server && tool.name === step.tool);
    return spec && classifyTool(spec) !== 'read' ? [proposeFor({ workflow, step, spec, recording, tools })] : [];
  });
}

/** What a proposal for one step is made from. */
export interface ProposalFacts {
  readonly workflow: Workflow;
  readonly step: StepCommon & CallStep;
  readonly spec: ToolSpec;
  readonly recording: Trace;
  readonly tools: readonly ToolSpec[];
}

function proposeFor(facts: ProposalFacts): KeepProposal {
  const { step } = facts;
  const creations = recordedCreations(step, facts.recording);
  const ids = idMembers(creations);
  const get = proposeGet(facts, ids);
  const search = proposeSearch(facts, { creations, ids, get });
  const ledger: SightProposal = {
    see: { by: 'ledger' },
    fields: {},
    settleMs: 0,
    why: 'No tool shows what this step makes, so what the ledger remembers counts. Nothing that happens to it is noticed.',
  };
  const sights = [...(search ? [search] : []), ...(get ? [get] : []), ledger];
  const [best = ledger] = sights;
  const change = proposeChange(facts, ids, Object.keys(best.fields));
  const remove = proposeRemove(facts, ids);
  return {
    step: step.id,
    sights: sights.map((sight) => (sight === ledger && sights.length > 1 ? { ...ledger, why: ONLY_LEDGER } : sight)),
    ...(change ? { change } : {}),
    ...(remove ? { remove } : {}),
    rule: ruleOf(step.id, best, { ...(change ? { change: change.call } : {}) }),
  };
}

const ONLY_LEDGER =
  'Nothing is looked at: what the ledger remembers counts, and nothing that happens to it is noticed.';
