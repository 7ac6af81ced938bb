import { expect, it } from 'vitest';
import { initialArguments } from './initial-arguments.ts';

it('begins with the defaults of the schema, required parts, and nothing else', () => {
  const schema = {
    type: 'object',
    properties: {
      duration: { type: 'number', default: 10 },
      steps: { type: 'number' },
      filter: { type: 'object', properties: { state: { type: 'string', default: 'open' }, label: { type: 'string' } } },
      kind: { const: 'report' },
    },
    required: ['filter', 'kind'],
  };
  expect(initialArguments(schema)).toEqual({ duration: 10, filter: { state: 'open' }, kind: 'report' });
});

it('begins empty where there is nothing to begin with', () => {
  expect(initialArguments({})).toEqual({});
  expect(initialArguments({ type: 'object', properties: { a: { type: 'string' } } })).toEqual({});
  expect(initialArguments({ $ref: '#/$defs/missing' })).toEqual({});
});
