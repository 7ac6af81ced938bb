import { expect, test } from 'vitest';
import { hasValidHeaderAnnotations } from './header-annotations.ts';

const text = (header: unknown, type: unknown = 'string') => ({ type, 'x-mcp-header': header });
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties });

test.each([
  ['no annotation', object({ a: { type: 'string' } })],
  ['two names', object({ a: text('Region'), b: text('Tenant', 'integer') })],
  ['a nested property', object({ a: object({ b: text('Region', 'boolean') }) })],
  ['a property that is called like the annotation', object({ 'x-mcp-header': { type: 'string' } })],
  ['one in a default value', object({ a: { type: 'object', default: { 'x-mcp-header': '' } } })],
])('%s is allowed', (_, schema) => {
  expect(hasValidHeaderAnnotations(schema)).toBe(true);
});

test.each([
  ['an empty name', object({ a: text('') })],
  ['a name with a space', object({ a: text('My Region') })],
  ['a name with a line break', object({ a: text('A\r\nB') })],
  ['a name that is no text', object({ a: text(7) })],
  ['a number', object({ a: text('A', 'number') })],
  ['no type', object({ a: { 'x-mcp-header': 'A' } })],
  ['two names that differ in case only', object({ a: text('Region'), b: text('REGION') })],
  ['one on the root', { ...object({}), 'x-mcp-header': 'A' }],
  ['one inside an array', object({ a: { type: 'array', items: text('A') } })],
  ['one inside a choice', { oneOf: [object({ a: text('A') })] }],
  ['one inside a definition', { ...object({}), $defs: { a: object({ b: text('A') }) } }],
])('%s is not', (_, schema) => {
  expect(hasValidHeaderAnnotations(schema)).toBe(false);
});
