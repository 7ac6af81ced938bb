import { expect, it } from 'vitest';
import { typeNote } from './type-note.ts';

it.each([
  [{ type: 'string', minLength: 1 }, 'string, not empty'],
  [{ type: 'string', maxLength: 80 }, 'string, at most 80 characters'],
  [{ type: 'integer', minimum: 1, maximum: 100 }, 'integer, 1 to 100'],
  [{ type: 'number', minimum: 0 }, 'number'],
  [{ type: 'array', items: { type: 'string' }, minItems: 1 }, 'list of string, not empty'],
  [{ type: 'string', format: 'date-time' }, 'date-time'],
  [{ const: 3 }, 'always 3'],
  [{ enum: ['a', 'b'] }, ''],
] as const)('%j is a %s', (schema, note) => {
  expect(typeNote(JSON.parse(JSON.stringify(schema)))).toBe(note);
});
