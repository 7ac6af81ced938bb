import { describe, expect, test } from 'vitest';
import { modelSchema } from './model-schema.ts';

describe('the schema a model is shown', () => {
  test('always has an object with properties at its root', () => {
    expect(modelSchema({}).schema).toEqual({ type: 'object', properties: {} });
    expect(modelSchema({ type: 'object' }).schema).toEqual({ type: 'object', properties: {} });
  });

  test('writes local references out and keeps the description given at the place of use', () => {
    const { schema } = modelSchema({
      type: 'object',
      $defs: { user: { type: 'object', properties: { name: { type: 'string' } }, description: 'a user' } },
      properties: { author: { $ref: '#/$defs/user', description: 'who wrote it' }, reviewer: { $ref: '#/$defs/user' } },
    });
    expect(schema).toEqual({
      type: 'object',
      properties: {
        author: { type: 'object', properties: { name: { type: 'string' } }, description: 'who wrote it' },
        reviewer: { type: 'object', properties: { name: { type: 'string' } }, description: 'a user' },
      },
    });
  });

  test('opens recursion and references that leave the document', () => {
    const { schema } = modelSchema({
      type: 'object',
      $defs: { tree: { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } } },
      properties: { tree: { $ref: '#/$defs/tree' }, far: { $ref: 'https://example.org/schema.json' } },
    });
    expect(schema.properties).toEqual({ tree: { type: 'object', properties: { child: {} } }, far: {} });
  });

  test('stays small where references double at every level', () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 20 }, (_, level) => [
        `l${level}`,
        { anyOf: [{ $ref: `#/$defs/l${level + 1}` }, { $ref: `#/$defs/l${level + 1}` }] },
      ]),
    );
    const { schema } = modelSchema({ type: 'object', $defs, properties: { bomb: { $ref: '#/$defs/l0' } } });
    expect(JSON.stringify(schema).length).toBeLessThan(100_000);
  });

  test('wraps a root that is a choice, and unwraps what the model sends', () => {
    const choice = modelSchema({ oneOf: [{ type: 'object', properties: { a: { type: 'string' } } }] });
    expect(choice.schema).toMatchObject({ type: 'object', required: ['input'] });
    expect(choice.unwrap({ input: { a: 'x' } })).toEqual({ a: 'x' });
  });

  test('keeps enums, defaults and required as they are, and a property that is called "$id"', () => {
    const { schema } = modelSchema({
      $id: 'urn:x',
      type: 'object',
      properties: { $id: { type: 'string', enum: ['a', 'b'], default: 'a' } },
      required: ['$id'],
    });
    expect(schema).toEqual({
      type: 'object',
      properties: { $id: { type: 'string', enum: ['a', 'b'], default: 'a' } },
      required: ['$id'],
    });
  });
});
