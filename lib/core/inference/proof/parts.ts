import type { Id } from '../../workflow/workflow.ts';

/** Where a value lies in what a step reads: the step, and member names with `*` for any item of a list. */
export interface Part {
  readonly step: Id;
  readonly path: readonly string[];
}

/**
 * What is known of a value without running anything: which parts of the read data it may be, and what its members and
 * items are where the program made it itself.
 */
export interface Shape {
  readonly parts: readonly Part[];
  readonly members: ReadonlyMap<string, Shape>;
  readonly item: Shape | null;
}

export const NOTHING: Shape = { parts: [], members: new Map(), item: null };

export function shapeOf(known: Partial<Shape>): Shape {
  return { ...NOTHING, ...known };
}

/** Where the data of a step itself lie. */
export function dataOfStep(step: Id): Shape {
  return shapeOf({ parts: [{ step, path: [] }] });
}

export function memberOf(shape: Shape, key: string | number): Shape {
  if (typeof key === 'number') return itemOf(shape);
  const made = shape.members.get(key) ?? NOTHING;
  return union([made, shapeOf({ parts: shape.parts.map(({ step, path }) => ({ step, path: [...path, key] })) })]);
}

export function itemOf(shape: Shape): Shape {
  const read = shapeOf({ parts: shape.parts.map(({ step, path }) => ({ step, path: [...path, '*'] })) });
  return shape.item === null ? read : union([shape.item, read]);
}

export function union(shapes: readonly Shape[]): Shape {
  const [first = NOTHING, ...rest] = shapes.filter((shape) => shape !== NOTHING);
  if (rest.length === 0) return first;
  const members = new Map<string, Shape>();
  for (const shape of [first, ...rest])
    for (const [name, member] of shape.members) members.set(name, union([members.get(name) ?? NOTHING, member]));
  const items = [first, ...rest].flatMap((shape) => (shape.item === null ? [] : [shape.item]));
  return {
    parts: [first, ...rest].flatMap((shape) => shape.parts),
    members,
    item: items.length === 0 ? null : union(items),
  };
}
