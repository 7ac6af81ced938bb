import { jsonEqual } from '../../../json/equal.ts';
import type { Step } from '../../../workflow/workflow.ts';
import { presentRows, type Site } from '../../blocks/site.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import { branchLabels } from './branch-labels.ts';
import { draftJudgement, sourcesFor, taskOf } from './draft-judgement.ts';
import { judgedColumn } from './judged-columns.ts';

const NONE = 'none of these';

/**
 * "For complaints open a ticket, questions are forwarded, spam is deleted", where nothing but judgement says what a mail
 * is: one judgement that chooses among the branches. One for each branch could say yes to two of them, or to none. Null
 * where there are no branches that exclude each other.
 */
export function judgeBranches(
  sites: readonly Site[],
  scope: Scope,
  context: DraftContext,
): { readonly step: Step; readonly column: Column } | null {
  const branches = new Map<string, Site[]>();
  for (const site of sites) {
    const key = presentRows(site).join();
    branches.set(key, [...(branches.get(key) ?? []), site]);
  }
  const rows = [...branches.values()].map(([first]) => (first === undefined ? [] : presentRows(first)));
  const taken = rows.flat();
  // Two branches of which each is what the other is not are one condition.
  if (new Set(taken).size < taken.length || rows.length < 2 || (rows.length === 2 && taken.length === scope.rows))
    return null;
  const labels =
    branchLabels([...branches.values()].map(branchOf), context.prompt) ??
    [...branches.values()].map(([first]) => first?.tool ?? '');
  if (new Set(labels).size < labels.length) return null;
  const values = Array.from(
    { length: scope.rows },
    (_, row) => labels[rows.findIndex((own) => own.includes(row))] ?? NONE,
  );
  const target: Target = {
    values,
    started: values.map(() => Number.POSITIVE_INFINITY),
    turns: values.map(() => undefined),
    words: ['choice'],
    tool: [],
    effect: 'write',
    about: ['choice', ...labels],
  };
  const sources = sourcesFor(target, scope);
  if (sources.length === 0) return null;
  const step = draftJudgement(
    {
      name: 'choice',
      task: `${taskOf(context, 'choice')} It is what of the job applies to this item.`,
      sources,
      values,
      output: { type: 'string', enum: [...labels, ...(taken.length < scope.rows ? [NONE] : [])] },
    },
    context,
  );
  context.notes.push({
    step: step.id,
    status: 'assumed',
    text: `A model judges which of ${labels.length} branches is for each, from ${sources.map(({ label }) => label).join(', ')}.`,
  });
  return { step, column: judgedColumn(step.id, 'choice', values, () => -1) };
}

function branchOf(sites: readonly Site[]) {
  const units = sites.flatMap((site) => site.units.flatMap((unit) => unit ?? []));
  const values = sites.flatMap(({ units: own }) => {
    const [first, ...others] = own.flatMap((unit) => unit ?? []);
    return Object.entries(first?.args ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' && others.every(({ args }) => jsonEqual(args[name] ?? null, value)) ? [value] : [],
    );
  });
  return { words: [...new Set(units.flatMap(({ tool }) => wordsOf(tool)))], values };
}
