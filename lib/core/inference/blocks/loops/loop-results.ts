import type { Column } from '../../columns/column.ts';
import { type Loop, loopKey } from './loop.ts';

/**
 * What loops give that are found already, one result per round: calls that come after may be for the lines of all of
 * them. Only of loops that make one kind of call, whose result is then what a round gives.
 */
export function loopResults(loops: readonly Loop[], depth: number): readonly Column[] {
  return loops.flatMap((loop): Column[] => {
    const [group, ...more] = loop.groups;
    if (group === undefined || more.length > 0 || loop.list.values.length !== 1) return [];
    const members = [...group.members].sort((a, b) => a.place.index - b.place.index);
    const { locate: _locate, given: _given, ...rest } = loop.list;
    const key = loopKey(loop, depth);
    return [
      {
        ...rest,
        expr: { $: 'ref', of: 'step', id: key },
        values: [members.map(({ placed }) => placed.unit.data)],
        ready: [Math.max(...members.map(({ placed }) => placed.unit.ended))],
        turns: [undefined],
        words: [],
        about: loop.list.words.length > 0 ? loop.list.words : loop.list.about,
        cost: 1.6,
        origin: 'reference',
        units: [key],
        label: `results of ${group.tool}`,
      },
    ];
  });
}
