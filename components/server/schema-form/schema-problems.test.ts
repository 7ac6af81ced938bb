import { describe, expect, it } from 'vitest';
import type { Json, JsonSchema } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';
import { fitsSchema, schemaProblems } from './schema-problems.ts';

const issue: JsonSchema = {
  type: 'object',
  properties: {
    title: { type: 'string', minLength: 1 },
    priority: { enum: ['low', 'high'] },
    estimate: { type: 'integer', minimum: 1 },
    labels: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    who: { $ref: '#/$defs/person' },
    target: { oneOf: [{ type: 'object', required: ['branch'] }, { type: 'string' }] },
  },
  required: ['title'],
  additionalProperties: false,
  $defs: { person: { type: 'object', properties: { age: { type: 'number', minimum: 18 } }, required: ['name'] } },
};

const problems = (value: Json) =>
  schemaProblems(issue, value).map(({ path, message }) => `${formatPath(path)} ${message}`);

describe('a value against a schema', () => {
  it('has no problems where it fits', () => {
    expect(
      problems({ title: 'Leak', priority: 'low', estimate: 3, labels: ['a'], who: { name: 'Ada', age: 36 } }),
    ).toEqual([]);
  });

  it('names what is missing where it is missing', () => {
    expect(problems({})).toEqual(['title is required']);
    expect(problems({ title: 'x', who: {} })).toEqual(['who.name is required']);
  });

  it('says what would fit', () => {
    expect(problems({ title: '', priority: 'urgent', estimate: 0.5 })).toEqual([
      'title must not be empty',
      'priority must be one of "low", "high"',
      'estimate must be an integer',
      'estimate must be at least 1',
    ]);
    expect(problems({ title: 'x', labels: ['a', 2, 'c'] })).toEqual([
      'labels must have at most 2 items',
      'labels[1] must be a string',
    ]);
    expect(problems({ title: 'x', who: { name: 'Ada', age: 3 } })).toEqual(['who.age must be at least 18']);
  });

  it('does not list every branch of a choice that fits none', () => {
    expect(problems({ title: 'x', target: 4 })).toEqual([
      'target fits none, or more than one, of the forms that the tool accepts here',
    ]);
  });

  it('names members that the tool does not know', () => {
    expect(problems({ title: 'x', titel: 'y' })).toEqual(['titel is not a member that this tool knows']);
  });

  it('leaves the judgement to the server where the schema cannot be understood', () => {
    expect(schemaProblems({ $ref: 'https://elsewhere.example/schema.json' }, {})).toEqual([]);
    expect(schemaProblems({ type: 'object', properties: { a: { pattern: '(' } } }, { a: 'x' })).toEqual([]);
  });

  it('tells the branches of a choice apart', () => {
    expect(fitsSchema({ type: 'string' }, 'x')).toBe(true);
    expect(fitsSchema({ type: 'string' }, 1)).toBe(false);
  });
});
