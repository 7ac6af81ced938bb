import { classifyTool } from '../../tool/classify-tool.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';
import type { KeepWrite } from '../../workflow/keep.ts';
import { allExprs } from '../../workflow/walk-exprs.ts';
import type { KeepProposal } from './keep-proposal.ts';
import type { ProposalFacts } from './propose-keep-rules.ts';
import { member } from './propose-sights.ts';
import { idParameter, propertiesOf, relatedTools, requiredOf } from './related-tools.ts';

/** The call that brings fields back: takes the id, and the arguments under the same names. */
export function proposeChange(
  facts: ProposalFacts,
  ids: readonly string[],
  fields: readonly string[],
): KeepProposal['change'] {
  for (const tool of relatedTools(facts.spec, 'change', facts.tools)) {
    const taken = propertiesOf(tool.inputSchema);
    const back = fields.filter((name) => Object.hasOwn(taken, name) && isAlwaysGiven(facts, name));
    const call = back.length === 0 ? undefined : callById(facts, tool, ids, back);
    if (call) return { call, why: `${tool.name} takes the id and ${back.join(', ')}.` };
  }
  return undefined;
}

/** The call that removes an item by its id. */
export function proposeRemove(facts: ProposalFacts, ids: readonly string[]): KeepProposal['remove'] {
  for (const tool of relatedTools(facts.spec, 'remove', facts.tools)) {
    const call = callById(facts, tool, ids, []);
    if (call) return { call, why: `${tool.name} takes the id. What it removes is gone for good.` };
  }
  return undefined;
}

function callById(
  { step }: ProposalFacts,
  tool: ToolSpec,
  ids: readonly string[],
  fields: readonly string[],
): KeepWrite | undefined {
  const effect = classifyTool(tool);
  if (effect === 'read') return undefined;
  for (const id of ids) {
    const param = idParameter(tool, id);
    if (param === undefined) continue;
    const more = requiredOf(tool).filter((name) => name !== param && !fields.includes(name));
    if (!more.every((name) => Object.hasOwn(step.args, name))) continue;
    const args = {
      [param]: member('actual', id),
      ...Object.fromEntries([...more, ...fields].map((name) => [name, member('wanted', name)])),
    };
    return { server: tool.server, tool: tool.name, args, effect };
  }
  return undefined;
}

/** An argument that is left out now and then cannot be set back to "left out". */
function isAlwaysGiven({ step }: ProposalFacts, name: string): boolean {
  const expr = step.args[name];
  return expr !== undefined && allExprs(expr).every(({ $ }) => $ !== 'absent');
}
