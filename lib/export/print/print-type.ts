import type { Type } from '../program/type.ts';
import { printKey, printString } from './print-value.ts';

/** A type as TypeScript; `Loose` stands for what nobody described. */
export function printType(type: Type): string {
  switch (type.kind) {
    case 'unknown':
      return 'Loose';
    case 'integer':
      return 'number';
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
      return type.kind;
    case 'literal':
      return typeof type.value === 'string' ? printString(type.value) : String(type.value);
    case 'array': {
      const items = printType(type.items);
      return type.items.kind === 'union' ? `(${items})[]` : `${items}[]`;
    }
    case 'object': {
      if (type.members.length === 0) return '{}';
      const members = type.members.map(
        (member) => `${printKey(member.name)}${member.optional ? '?' : ''}: ${printType(member.type)}`,
      );
      return `{ ${members.join('; ')} }`;
    }
    case 'union':
      return type.of.map(printType).join(' | ');
  }
}
