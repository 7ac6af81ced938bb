import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import type { DraftContext } from '../draft-context.ts';
import { scalarsOf } from '../read/scalars-of.ts';
import { type Loop, type Placed, placeKey } from './loops/loop.ts';

/**
 * The same write again and again, as often as a loop has rounds, of which each had found before what was written: by
 * chance all rounds found the same. Each of the calls is a part of its round.
 */
export function joinSameWrites(
  units: readonly Placed[],
  tool: string,
  loops: readonly Loop[],
  context: DraftContext,
): readonly Placed[] {
  const [first] = units;
  if (first === undefined || units.length < 2 || first.unit.effect === 'read') return units;
  if (!units.every(({ unit, row }) => row === first.row && jsonEqual(unit.args, first.unit.args))) return units;
  const isTelling = (value: Json): boolean => typeof value === 'string' || typeof value === 'number';
  const given = new Set(
    scalarsOf(first.unit.args).filter((value) => isTelling(value) && !context.prompt.says(String(value))),
  );
  for (const loop of loops) {
    const rounds = roundsOf(loop);
    if (rounds.length !== units.length) continue;
    const members = units.flatMap((placed, at) => {
      const round = rounds[at];
      const found = round?.some(
        ({ placed: before }) =>
          before.unit.ended < placed.unit.started && scalarsOf(before.unit.data).some((value) => given.has(value)),
      );
      const place = round?.[0]?.place;
      return found === true && place !== undefined ? [{ placed, place }] : [];
    });
    if (members.length < units.length) continue;
    (loop.groups as Loop['groups'][number][]).push({ tool, members });
    return [];
  }
  return units;
}

type Member = Loop['groups'][number]['members'][number];

/** The calls of each round, in the order in which the rounds began. */
function roundsOf({ groups }: Loop): readonly (readonly Member[])[] {
  const rounds = new Map<string, Member[]>();
  const members = groups
    .flatMap((group) => group.members)
    .sort((a, b) => a.placed.unit.started - b.placed.unit.started);
  for (const member of members) {
    const key = placeKey(member.place);
    rounds.set(key, [...(rounds.get(key) ?? []), member]);
  }
  return [...rounds.values()];
}
