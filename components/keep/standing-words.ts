import type { ItemReport, KeepAction } from '#core/keep/keep-report.ts';

/** What the next pass does about an item: sign, words and colour as in a plan. */
export const actionLook: Readonly<
  Record<KeepAction, { readonly sign: string; readonly word: string; readonly done: string; readonly colour: string }>
> = {
  none: { sign: '=', word: 'nothing to do', done: 'as wanted', colour: 'text-faint' },
  create: { sign: '+', word: 'create it', done: 'created', colour: 'text-ok' },
  adopt: { sign: '=', word: 'take it as ours', done: 'taken as ours', colour: 'text-ok' },
  change: { sign: '~', word: 'change it back', done: 'changed back', colour: 'text-warn' },
  remove: { sign: '−', word: 'remove it', done: 'removed', colour: 'text-bad' },
  wait: { sign: '…', word: 'wait', done: 'waits', colour: 'text-muted' },
  ask: { sign: '?', word: 'ask you', done: 'asks you', colour: 'text-bad' },
  leave: { sign: '·', word: 'leave it', done: 'left alone', colour: 'text-muted' },
};

/** How the item is really, in a few words; where fields differ they are shown themselves. */
export function standingWords({ standing }: ItemReport): string {
  switch (standing.is) {
    case 'same':
      return 'as wanted';
    case 'changed':
      return '';
    case 'stray':
      return 'there, and not known to the ledger';
    case 'missing':
      return 'gone';
    case 'new':
      return 'not made yet';
    case 'trusted':
      return 'made; nothing shows it';
    case 'gone':
      return 'not there';
    case 'settling':
      return 'done a moment ago; it may not be seen yet';
    case 'unknown':
    case 'hidden':
      return standing.reason;
    case 'orphan':
      return 'there, and no longer wanted';
  }
}
