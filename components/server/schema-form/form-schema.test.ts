import { expect, it } from 'vitest';
import { formSchema } from './form-schema.ts';

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
