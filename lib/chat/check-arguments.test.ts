import { describe, expect, test } from 'vitest';
import { checkArguments } from './check-arguments.ts';

const ticket = {
  type: 'object',
  properties: { project: { type: 'string' }, title: { type: 'string', minLength: 1 }, labels: { type: 'array' } },
  required: ['project', 'title'],
  additionalProperties: false,
} as const;

describe('arguments of a model are checked before the call', () => {
  test('fitting ones pass', () => {
    expect(checkArguments(ticket, { project: 'OPS', title: 'Leak' })).toBeNull();
  });

  test('a wrong name is told together with the right ones', () => {
    const told = checkArguments(ticket, { project: 'OPS', summary: 'Leak' });
    expect(told).toContain('title');
    expect(told).toContain('It takes: project, title, labels.');
  });

  test('a wrong type is told with its place', () => {
    expect(checkArguments(ticket, { project: 7, title: 'Leak' })).toContain('project:');
  });

  test('a schema that cannot be judged lets the server decide', () => {
    let deep: Record<string, unknown> = { type: 'string' };
    for (let level = 0; level < 60; level += 1) deep = { type: 'object', properties: { inner: deep } };
    expect(checkArguments(JSON.parse(JSON.stringify(deep)), { inner: 3 })).toBeNull();
    expect(
      checkArguments({ type: 'object', properties: { a: { $ref: 'https://example.org/x' } } }, { a: 1 }),
    ).toBeNull();
  });

  test('a regular expression of the server is never run', () => {
    // Running it would take longer than anybody lives: that this test ends is the proof.
    const schema = { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
    expect(checkArguments(schema, { a: `${'a'.repeat(60)}!` })).toBeNull();
  });
});
