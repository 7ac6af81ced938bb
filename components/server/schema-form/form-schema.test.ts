import { expect, it } from 'vitest';
import { formSchema, TITLES } from './form-schema.ts';

it('draws tuples, nullable values and schemas of another dialect', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://elsewhere.example/tool',
    properties: {
      range: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'integer' }], items: false },
      note: { type: ['string', 'null'] },
      far: { $ref: 'https://elsewhere.example/other' },
      near: { $ref: '#/$defs/near' },
    },
  };
  expect(formSchema(schema)).toEqual({
    type: 'object',
    properties: {
      range: { type: 'array', items: [{ type: 'integer' }, { type: 'integer' }], additionalItems: false },
      note: { type: 'string' },
      far: {},
      near: { $ref: '#/$defs/near' },
    },
  });
});

it('leaves defaults and listed values as they are', () => {
  const schema = { type: 'object', properties: { a: { default: { $id: 1 }, enum: [{ prefixItems: [] }] } } };
  expect(formSchema(schema)).toEqual(schema);
});

it('cuts a schema that goes on for ever', () => {
  let schema = {};
  for (let depth = 0; depth < 5000; depth += 1) schema = { properties: { deeper: schema } };
  expect(JSON.stringify(formSchema(schema)).length).toBeLessThan(2000);
});

it('constants with titles are one choice, whichever way they are written', () => {
  const titled = { type: 'string', enum: ['a', 'b'], [TITLES]: ['First', 'Second'] };
  const constants = [
    { const: 'a', title: 'First' },
    { const: 'b', title: 'Second' },
  ];
  const drawn = formSchema({
    properties: {
      now: { type: 'string', oneOf: constants },
      before: { type: 'string', enum: ['a', 'b'], enumNames: ['First', 'Second'] },
      plain: { type: 'string', enum: ['a', 'b'] },
      several: { type: 'array', items: { anyOf: constants } },
      shapes: { oneOf: [{ type: 'object', properties: { kind: { const: 'x' } } }, { const: 'y' }] },
    },
  });
  expect(drawn.properties).toMatchObject({
    now: titled,
    before: titled,
    plain: { enum: ['a', 'b'] },
    several: { items: { enum: ['a', 'b'], [TITLES]: ['First', 'Second'] } },
    shapes: { oneOf: [{ type: 'object' }, { const: 'y' }] },
  });
  expect(drawn.properties).not.toHaveProperty('now.oneOf');
});
