import type { FieldDrift, Standing } from '#core/keep/diff-item.ts';
import type { ItemReport, KeepAction, KeepReport } from '#core/keep/keep-report.ts';

const PLANNED: Readonly<Record<KeepAction, string>> = {
  none: 'as wanted',
  create: 'would create',
  adopt: 'would adopt',
  change: 'would change',
  remove: 'would remove',
  wait: 'waits',
  ask: 'asks',
  leave: 'leaves',
};

const DONE: Readonly<Record<KeepAction, string>> = {
  ...PLANNED,
  create: 'created',
  adopt: 'adopted',
  change: 'changed',
  remove: 'removed',
};

/** A pass for people: a line for each item that is not as wanted, and one that sums up. */
export function tellPass(report: KeepReport): readonly string[] {
  const { at, items, drift, failing, others, mode, error } = report;
  const lines = items.filter(({ action }) => action !== 'none').map((item) => tellItem(item, mode));
  const steady = items.filter(({ action, outcome }) => action === 'none' || outcome === 'done').length;
  const rest = [
    `${steady} as wanted`,
    ...(drift > 0 ? [`${drift} not`] : []),
    ...(failing > 0 ? [`${failing} failing`] : []),
    ...(others > 0 ? [`${others} further write(s)${mode === 'plan' ? ' planned' : ''}`] : []),
  ];
  return [...lines, ...(error === undefined ? [] : [`error: ${error}`]), `${at}  ${rest.join(', ')}`];
}

function tellItem({ action, outcome, label, standing, error, until }: ItemReport, mode: KeepReport['mode']): string {
  const word = outcome === 'failed' ? 'failed' : outcome === 'done' ? DONE[action] : PLANNED[action];
  const why = error ?? tellStanding(standing);
  const then = until !== undefined && mode === 'apply' && action === 'wait' ? ` until ${until}` : '';
  return `${word}${then} ${JSON.stringify(label)}: ${why}`;
}

function tellStanding(standing: Standing): string {
  switch (standing.is) {
    case 'same':
    case 'trusted':
      return 'as wanted';
    case 'gone':
      return 'neither wanted nor there';
    case 'new':
      return 'not made yet';
    case 'missing':
      return 'was made and is gone';
    case 'changed':
      return standing.fields.map(tellField).join(', ');
    case 'stray':
      return ['there, and not in the ledger', ...standing.fields.map(tellField)].join(', ');
    case 'settling':
      return 'done a moment ago, may not be seen yet';
    case 'orphan':
      return 'made by us and no longer wanted';
    case 'unknown':
    case 'hidden':
      return standing.reason;
  }
}

function tellField({ name, wanted, actual }: FieldDrift): string {
  return `${name} is ${JSON.stringify(actual)} and shall be ${JSON.stringify(wanted)}`;
}
