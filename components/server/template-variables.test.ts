import { describe, expect, it } from 'vitest';
import { expandTemplate, templateVariables, variablesSchema } from './template-variables.ts';

describe('a resource template', () => {
  it('names its variables once, in order', () => {
    expect(templateVariables('repo://{owner}/{repo}/contents{/path*}{?ref,page}{&ref}')).toEqual([
      'owner',
      'repo',
      'path',
      'ref',
      'page',
    ]);
    expect(templateVariables('file:///plain')).toEqual([]);
  });

  it('asks for all of a path and lets a query be left out', () => {
    expect(variablesSchema('repo://{owner}{?ref}')).toEqual({
      type: 'object',
      properties: { owner: { type: 'string' }, ref: { type: 'string' } },
      required: ['owner'],
    });
  });

  it('escapes what is filled in', () => {
    expect(expandTemplate('repo://{owner}/{+path}{?ref}', { owner: 'a/b', path: 'src/x.ts', ref: 'v 1' })).toBe(
      'repo://a%2Fb/src/x.ts?ref=v%201',
    );
    expect(expandTemplate('repo://{owner}{?ref}', { owner: 'a' })).toBe('repo://a');
  });
});
