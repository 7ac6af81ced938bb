import { jsonEqual } from '#core/json/equal.ts';
import type { Input, Workflow } from '#core/workflow/workflow.ts';

/**
 * A newly derived workflow with the names and descriptions that the user gave to inputs before. An input is the same
 * where exactly one of each side has its recorded value and schema.
 */
export function carryNames(before: Workflow | null, made: Workflow): Workflow {
  if (!before) return made;
  const names = new Map<string, string>();
  const inputs = made.inputs.map((input) => {
    const old = only(before.inputs.filter((candidate) => same(candidate, input)));
    const alone = made.inputs.filter((candidate) => same(candidate, input)).length === 1;
    const taken = made.inputs.some((other) => other.name === old?.name);
    if (!old || !alone) return input;
    if (old.name === input.name || taken) return old.description ? { ...input, description: old.description } : input;
    names.set(input.name, old.name);
    return { ...input, name: old.name, ...(old.description && { description: old.description }) };
  });
  if (names.size === 0) return { ...made, inputs };
  return { ...(renamed(made, names) as Workflow), inputs };
}

function same(left: Input, right: Input): boolean {
  return left.default !== undefined && jsonEqual(left.default, right.default) && jsonEqual(left.schema, right.schema);
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** Changes references to inputs wherever they stand; literals are data and stay as they are. */
function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== 'object' || value === null) return value;
  if ('$' in value && value.$ === 'lit') return value;
  if ('$' in value && value.$ === 'ref' && 'of' in value && value.of === 'input' && 'id' in value) {
    return { ...value, id: names.get(String(value.id)) ?? value.id };
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, renamed(member, names)]));
}
