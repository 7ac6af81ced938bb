import { canonicalJson } from '../../json/canonical.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';
import { refsOf } from '../../workflow/walk-exprs.ts';
import type { CallBody, Expr } from '../../workflow/workflow.ts';
import { itemMembers, listShape } from './item-shape.ts';
import type { SightProposal } from './keep-proposal.ts';
import type { ProposalFacts } from './propose-keep-rules.ts';
import { pageSize, proposePages } from './propose-pages.ts';
import { type Creation, recordedAnswers } from './recorded-creations.ts';
import { idParameter, propertiesOf, relatedTools, requiredOf } from './related-tools.ts';

/** Services whose search lags behind what was written, for a while that people have measured in minutes. */
const SETTLE_MS = 300_000;

export const member = (of: 'made' | 'wanted' | 'actual', name: string): Expr => ({
  $: 'get',
  from: { $: 'ref', of: 'var', id: of },
  path: [name],
  missing: 'null',
});

/** Asking for one item by what its creation answered. */
export function proposeGet(facts: ProposalFacts, ids: readonly string[]): SightProposal | undefined {
  for (const tool of relatedTools(facts.spec, 'get', facts.tools)) {
    for (const id of ids) {
      const param = idParameter(tool, id);
      if (param === undefined) continue;
      const rest = requiredOf(tool).filter((name) => name !== param);
      if (!rest.every((name) => Object.hasOwn(facts.step.args, name))) continue;
      const args = {
        [param]: member('made', id),
        ...Object.fromEntries(rest.map((name) => [name, member('wanted', name)])),
      };
      const members = itemMembers(tool, recordedAnswers(refOf(tool), facts.recording)) ?? new Set();
      return {
        see: { by: 'get', call: { ...refOf(tool), args } },
        fields: fieldsShown(facts, members),
        settleMs: 0,
        why: `${tool.name} shows one item by its ${id}, which ${facts.spec.name} answers with. It is asked once for each item in every pass.`,
      };
    }
  }
  return undefined;
}

/** One read for all items: they must carry the id of what was created, or an argument that tells them apart. */
export function proposeSearch(
  facts: ProposalFacts,
  known: {
    readonly creations: readonly Creation[];
    readonly ids: readonly string[];
    readonly get: SightProposal | undefined;
  },
): SightProposal | undefined {
  const { creations, ids, get } = known;
  for (const tool of relatedTools(facts.spec, 'search', facts.tools)) {
    const shape = listShape(tool, recordedAnswers(refOf(tool), facts.recording));
    const given = sharedArguments(facts, tool);
    if (!shape || !requiredOf(tool).every((name) => Object.hasOwn(given, name))) continue;
    const id = ids.find((name) => shape.members.has(name));
    const fields = fieldsShown(facts, shape.members);
    const key = telling(creations, Object.keys(fields));
    if (id === undefined && key === undefined) continue;
    const pages = proposePages(tool, shape, 'found');
    const single = get?.see.by === 'get' ? get.see.call : undefined;
    const why = [
      `${tool.name} lists items${id === undefined ? '' : ` with the ${id} that ${facts.spec.name} answers with`}; one look a pass is enough.`,
      ...(key === undefined ? [] : [`An item that the ledger does not know is recognised by its ${key}.`]),
      ...(single ? [`Before one counts as missing, ${single.tool} is asked for it.`] : []),
    ];
    return {
      see: {
        by: 'search',
        call: { ...refOf(tool), args: { ...given, ...pageSize(tool) } },
        as: 'found',
        items: { $: 'get', from: { $: 'ref', of: 'var', id: 'found' }, path: shape.items },
        ...(pages ? { pages } : {}),
        ...(id === undefined ? {} : { id: { made: member('made', id), actual: member('actual', id) } }),
        ...(key === undefined ? {} : { key: { wanted: member('wanted', key), actual: member('actual', key) } }),
        ...(single ? { get: single } : {}),
      },
      fields,
      // A server of this machine answers from what it has; one out in the world may search an index that lags.
      settleMs: tool.annotations?.openWorldHint === false ? 0 : SETTLE_MS,
      why: why.join(' '),
    };
  }
  return undefined;
}

/** Arguments of the creating call that narrow the search, where they are the same for all items. */
function sharedArguments({ step }: ProposalFacts, tool: ToolSpec): CallBody['args'] {
  const taken = propertiesOf(tool.inputSchema);
  const required = requiredOf(tool);
  return Object.fromEntries(
    Object.entries(step.args).filter(
      ([name, expr]) => Object.hasOwn(taken, name) && (isSame(expr) || (expr.$ === 'lit' && required.includes(name))),
    ),
  );
}

/** Whether an expression has one value in a whole run: inputs and settings alone. */
function isSame(expr: Expr): boolean {
  const refs = refsOf(expr);
  return refs.length > 0 && refs.every(({ of }) => of === 'input' || of === 'config');
}

/** Arguments that an item shows under the same name. */
function fieldsShown({ step }: ProposalFacts, members: ReadonlySet<string>): Readonly<Record<string, Expr>> {
  return Object.fromEntries(
    Object.keys(step.args)
      .filter((name) => members.has(name))
      .map((name) => [name, member('actual', name)]),
  );
}

/**
 * The argument that tells created items apart. One that holds a number, a key or an address of what the item is for goes
 * before mere words, because people change words.
 */
function telling(creations: readonly Creation[], names: readonly string[]): string | undefined {
  const apart = names.filter((name) => {
    const values = creations.map(({ args }) => args[name]);
    if (values.some((value) => (typeof value !== 'string' && typeof value !== 'number') || value === '')) return false;
    return new Set(values.map((value) => canonicalJson(value ?? null))).size === values.length && values.length > 0;
  });
  const pointing = apart.find((name) =>
    creations.every(({ args }) => /https?:\/\/|#\d+|\b[A-Z]{2,}-\d+\b/.test(String(args[name]))),
  );
  return pointing ?? apart[0];
}

function refOf({ server, name }: ToolSpec) {
  return { server, tool: name };
}
