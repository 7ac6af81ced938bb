import { EffectFailure } from '../effects/ensure-effect.ts';
import type { EffectRecord } from '../effects/ledger.ts';
import { type Case, changeOf } from './compare-items.ts';
import { adoptItem, makeChange, releaseItem, ruleEffect } from './heal-item.ts';
import type { KeepPorts } from './keep-ports.ts';

/** Everything about an item except creating it, which the run does. */
export async function heal(ports: KeepPorts, one: Case, records: ReadonlyMap<string, EffectRecord>): Promise<Case> {
  const { rule, item, report } = one;
  const { standing, action } = report;
  try {
    if (standing.is === 'missing' && action === 'create') {
      const released = await releaseItem(ports, item);
      return released ? one : leaveFor(ports, one);
    }
    if (standing.is === 'stray' && action === 'adopt') {
      await adoptItem(ports, item, standing.actual);
      if (standing.fields.length === 0 || !rule.change) return done(one);
    }
    if (action === 'remove' && standing.is === 'orphan' && rule.remove) {
      const effect = ruleEffect(
        ports.workflow,
        rule,
        item,
        rule.remove({ wanted: item.effect.args, actual: standing.actual }),
      );
      await makeChange(ports, effect, records.get(effect.key));
      if (item.record) await ports.ledger.setBack(item.record, 'It was removed, because it is no longer wanted.');
      return done(one);
    }
    if ((action === 'change' || action === 'adopt') && 'actual' in standing) {
      const effect = changeOf(ports, rule, item, { is: 'there', actual: standing.actual });
      if (effect) await makeChange(ports, effect, records.get(effect.key));
      return done(one);
    }
    return one;
  } catch (reason) {
    if (!(reason instanceof EffectFailure)) throw reason;
    // Another process is at it: that is nothing to retry or to complain about.
    if (reason.kind === 'busy') return leaveFor(ports, one);
    return { ...one, report: { ...report, outcome: 'failed', error: reason.message } };
  }
}

function leaveFor(ports: KeepPorts, one: Case): Case {
  return { ...one, report: { ...one.report, action: 'wait', until: ports.now() } };
}

function done(one: Case): Case {
  return { ...one, report: { ...one.report, outcome: 'done' } };
}
