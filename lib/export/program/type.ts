/**
 * What the exporter knows about a value before the program runs. `unknown` is a value that neither a schema nor a
 * recording described; it is read with checks. Members of an object are either always there or `optional`.
 */
export type Type =
  | { readonly kind: 'unknown' | 'null' | 'boolean' | 'number' | 'integer' | 'string' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'array'; readonly items: Type }
  | { readonly kind: 'object'; readonly members: readonly TypeMember[] }
  | { readonly kind: 'union'; readonly of: readonly Type[] };

export interface TypeMember {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
  /** The server's own schema says that it is always there. */
  readonly promised?: boolean;
}

export const UNKNOWN: Type = { kind: 'unknown' };
export const NULL: Type = { kind: 'null' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const NUMBER: Type = { kind: 'number' };
/** A number that is said, or was always seen, to be whole. */
export const INTEGER: Type = { kind: 'integer' };
export const STRING: Type = { kind: 'string' };

export function arrayOf(items: Type): Type {
  return { kind: 'array', items };
}

/** The narrowest of our types that holds them all; `unknown` swallows everything, `string` its literals. */
export function unionOf(types: readonly Type[]): Type {
  const flat = types.flatMap((type) => (type.kind === 'union' ? type.of : [type]));
  if (flat.some((type) => type.kind === 'unknown')) return UNKNOWN;
  const kept: Type[] = [];
  for (const type of flat) {
    if (kept.some((other) => isAssignable(type, other))) continue;
    for (let index = kept.length - 1; index >= 0; index--) {
      const other = kept[index];
      if (other && isAssignable(other, type)) kept.splice(index, 1);
    }
    kept.push(type);
  }
  const [only] = kept;
  return kept.length === 1 && only ? only : kept.length === 0 ? UNKNOWN : { kind: 'union', of: kept };
}

/**
 * Whether TypeScript takes a value of `from` where `to` is wanted. Says no where it is not sure: the cost of a wrong no
 * is a check at run time, the cost of a wrong yes a bundle that does not compile.
 */
export function isAssignable(from: Type, to: Type): boolean {
  if (to.kind === 'unknown') return true;
  if (from.kind === 'unknown') return false;
  if (from.kind === 'union') return from.of.every((type) => isAssignable(type, to));
  if (to.kind === 'union') return to.of.some((type) => isAssignable(from, type));
  switch (from.kind) {
    case 'literal':
      if (to.kind === 'literal') return to.value === from.value;
      return to.kind === typeof from.value || (to.kind === 'integer' && Number.isInteger(from.value));
    case 'integer':
      return to.kind === 'integer' || to.kind === 'number';
    case 'array':
      return to.kind === 'array' && isAssignable(from.items, to.items);
    case 'object':
      return to.kind === 'object' && membersFit(from.members, to.members);
    default:
      return from.kind === to.kind;
  }
}

function membersFit(from: readonly TypeMember[], to: readonly TypeMember[]): boolean {
  return to.every((wanted) => {
    const given = from.find((member) => member.name === wanted.name);
    if (!given) return wanted.optional;
    return (wanted.optional || !given.optional) && isAssignable(given.type, wanted.type);
  });
}

/** The type of a member that is certain to be there and readable without a check, else null. */
export function memberType(type: Type, name: string): Type | null {
  if (type.kind !== 'object') return null;
  const member = type.members.find((candidate) => candidate.name === name);
  return member && !member.optional ? member.type : null;
}

/** The type of a value that is not null; the very same type where it cannot be. */
export function withoutNull(type: Type): Type {
  if (type.kind !== 'union' || !type.of.some(({ kind }) => kind === 'null')) return type;
  return unionOf(type.of.filter(({ kind }) => kind !== 'null'));
}

/** Whether the server's schema says that a member of this object is always there. */
export function isPromised(type: Type, name: string): boolean {
  return type.kind === 'object' && type.members.some((member) => member.name === name && member.promised === true);
}

/** The same type where whole numbers are no type of their own. */
export function ofNumbers(type: Type): Type {
  switch (type.kind) {
    case 'integer':
      return NUMBER;
    case 'array':
      return arrayOf(ofNumbers(type.items));
    case 'object':
      return { kind: 'object', members: type.members.map((member) => ({ ...member, type: ofNumbers(member.type) })) };
    case 'union':
      return unionOf(type.of.map(ofNumbers));
    default:
      return type;
  }
}

/** True for values that an operator compares as JSON equality does. */
export function isScalar(type: Type): boolean {
  if (type.kind === 'union') return type.of.every(isScalar);
  return type.kind !== 'unknown' && type.kind !== 'array' && type.kind !== 'object';
}

/** Whether some part of the type was described by nobody. */
export function holdsUnknown(type: Type): boolean {
  switch (type.kind) {
    case 'unknown':
      return true;
    case 'array':
      return holdsUnknown(type.items);
    case 'object':
      return type.members.some((member) => holdsUnknown(member.type));
    case 'union':
      return type.of.some(holdsUnknown);
    default:
      return false;
  }
}
