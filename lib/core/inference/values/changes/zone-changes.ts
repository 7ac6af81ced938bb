import { formatDate } from '../../../functions/date.ts';
import type { DraftContext } from '../../draft-context.ts';
import { callOf, onText } from './change-expr.ts';
import { CHANGES, type Change } from './changes.ts';
import { EPOCH_CHANGES } from './epoch-changes.ts';
import { padChanges } from './pad-changes.ts';
import { shiftChanges } from './shift-changes.ts';
import { VERSION_CHANGES } from './version-changes.ts';

const TIME_PATTERNS = [
  'HH:mm',
  'H:mm',
  'yyyy-MM-dd HH:mm',
  'dd.MM.yyyy HH:mm',
  'd MMMM yyyy HH:mm',
  'dd.MM.yyyy',
  'yyyy-MM-dd',
  'd MMMM yyyy',
  'MMMM d, yyyy',
  'EEEE',
  'd MMM',
  'MMM d',
  'MMM d, HH:mm',
  'EEEE HH:mm',
  'EEEE, HH:mm',
  'd MMM HH:mm',
];

const zoneCache = new WeakMap<DraftContext, readonly Change[]>();

/**
 * Changes that the user's words add: times in a zone that they name, "in Berlin time", dates moved by an
 * amount, numbers of so many digits.
 */
export function changesFor(context: DraftContext): readonly Change[] {
  const known = zoneCache.get(context);
  if (known !== undefined) return known;
  const zones = zonesIn(context);
  const changes = zones.flatMap((zone) =>
    TIME_PATTERNS.map(
      (pattern): Change => ({
        name: `${pattern} in ${zone}`,
        cost: 2.5,
        apply: onText((text) => (/^\d{4}-\d{2}-\d{2}T/.test(text) ? formatDate(text, pattern, zone) : null)),
        expr: callOf('formatDate', pattern, zone),
      }),
    ),
  );
  const all = [
    ...changes,
    ...shiftChanges(context),
    ...CHANGES,
    ...EPOCH_CHANGES,
    ...VERSION_CHANGES,
    ...padChanges(context),
  ];
  zoneCache.set(context, all);
  return all;
}

/** IANA zones whose city the user named. */
function zonesIn(context: DraftContext): string[] {
  if (!context.prompt.hasWord(/\btime\b|\bzone\b|\blocal\b|\/[a-z]+_?[a-z]+\b/i)) return [];
  const said = context.prompt.turns.map((turn) => turn.lower).join('\n');
  return Intl.supportedValuesOf('timeZone').filter((zone) => {
    const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
    if (!zone.includes('/') || zone.startsWith('Etc/')) return false;
    // Most zones fall out here: there are hundreds, and each would be looked for word by word.
    if (!said.includes(city.toLowerCase()) && !said.includes(zone.toLowerCase())) return false;
    return context.prompt.says(zone) || context.prompt.mentions(city);
  });
}
