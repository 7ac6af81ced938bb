import { jsonEqual } from '../../json/equal.ts';
import type { Json, JsonPath } from '../../json/json.ts';
import type { Fact } from '../../workflow/evidence.ts';
import { realLocation } from '../columns/location.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
import { noteDoubts } from './doubts.ts';
import type { Explanation } from './explanation.ts';

const MAX_FACTS = 40;

/** Writes down why an argument is what it is: where its value stood and where it was used, in every recorded call. */
export function recordEvidence(options: {
  readonly step: string;
  readonly slot: JsonPath;
  readonly explained: Explanation;
  readonly units: readonly Unit[];
  readonly name: string;
  readonly context: DraftContext;
}): void {
  const { step, slot, explained, units, name, context } = options;
  const facts: Fact[] = [];
  units.forEach((unit, row) => {
    const call = unit.calls[0]?.id ?? '';
    const value = unit.args[name] ?? null;
    for (const part of explained.parts) {
      if (facts.length >= MAX_FACTS) return;
      if (part.kind === 'prompt') {
        const [span] = part.spans;
        facts.push({
          target: { call, path: targetPath(name, value, part.value) },
          ...(span === undefined ? {} : { source: { kind: 'turn' as const, ...span } }),
          value: part.value,
        });
        continue;
      }
      const location = part.column.locate?.(row);
      const found = part.column.values[row];
      const [said] = part.column.spans ?? [];
      if (row === 0 && said !== undefined && found !== undefined)
        facts.push({
          target: { call, path: targetPath(name, value, found) },
          source: { kind: 'turn', ...said },
          value: found,
        });
      if (location === undefined || found === undefined) continue;
      const real = realLocation(location, context);
      facts.push({
        target: { call, path: targetPath(name, value, found) },
        source: { kind: 'result', call: real.call, path: real.path },
        value: found,
      });
    }
  });
  context.values.push({
    place: { step, slot },
    origin: explained.origin,
    status: explained.status,
    summary: explained.label,
    facts,
    alternatives: explained.alternatives,
  });
  noteDoubts(step, explained.doubts, context, slot);
}

/** The path inside an argument at which a piece stands. */
function targetPath(name: string, value: Json, piece: Json): JsonPath {
  const find = (at: Json, path: JsonPath): JsonPath | null => {
    if (jsonEqual(at, piece)) return path;
    if (typeof at !== 'object' || at === null) return null;
    for (const [key, member] of Object.entries(at)) {
      const found = find(member, [...path, Array.isArray(at) ? Number(key) : key]);
      if (found !== null) return found;
    }
    return null;
  };
  return find(value, [name]) ?? [name];
}
