import type { EffectRecord } from '#core/effects/ledger.ts';
import type { PassResult } from './run-pass.ts';

const SIGNS = { write: '+', destroy: '-', read: ' ' } as const;

/** A pass for people: every change with its exact arguments, then counts, then how it ended. */
export function printResult(mode: 'plan' | 'apply', result: PassResult): string {
  const lines = result.effects.map(printEffect);
  const counts = new Map<string, number>();
  for (const effect of result.effects) {
    const outcome = outcomeOf(effect);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const summary = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'no changes';
  const hint = mode === 'plan' && counts.has('planned') ? ' Nothing was sent; "npm run apply" makes them.' : '';
  const end = result.error === undefined ? '' : `\n${result.status}: ${result.error}\n`;
  return `${lines.join('\n')}${lines.length > 0 ? '\n\n' : ''}${mode}: ${summary}.${hint}\n${end}`;
}

function printEffect(effect: EffectRecord): string {
  const sign = effect.how === 'found' || effect.how === 'recorded' ? '=' : SIGNS[effect.effect];
  const said = effect.error ? `  (${effect.error})` : '';
  return `${sign} ${effect.server}/${effect.tool} ${JSON.stringify(effect.args)}  ${outcomeOf(effect)}${said}`;
}

const DONE = { created: 'done', found: 'already there', recorded: 'done while recording' } as const;

/** What became of a change, in a word or two. */
export function outcomeOf(effect: Pick<EffectRecord, 'state' | 'how'>): string {
  if (effect.state !== 'confirmed') return effect.state;
  return DONE[effect.how ?? 'created'];
}
