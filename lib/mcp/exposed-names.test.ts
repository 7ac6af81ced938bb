import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exposeNames } from './exposed-names.ts';

const ref = (server: string, tool: string) => ({ server, tool });

describe('names under which tools are offered', () => {
  test('a plain tool is <server>__<tool>', () => {
    expect(exposeNames([ref('tracker', 'create_issue')]).nameOf(ref('tracker', 'create_issue'))).toBe(
      'tracker__create_issue',
    );
  });

  test('dots, spaces and other scripts are replaced and told apart by a hash', () => {
    const names = exposeNames([ref('a', 'get.user'), ref('a', 'get user'), ref('a', 'get_user'), ref('a', 'gét_user')]);
    expect(names.all.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^a__get_user_[0-9a-f]{8}$/),
      expect.stringMatching(/^a__get_user_[0-9a-f]{8}$/),
      'a__get_user',
      expect.stringMatching(/^a__g_t_user_[0-9a-f]{8}$/),
    ]);
    expect(new Set(names.all.map(({ name }) => name)).size).toBe(4);
  });

  test('a name of more than 64 characters is cut and stays its own', () => {
    const long = 'x'.repeat(100);
    const names = exposeNames([ref('server', `${long}1`), ref('server', `${long}2`)]);
    expect(names.all.map(({ name }) => name.length)).toEqual([64, 64]);
    expect(names.all[0]?.name).not.toBe(names.all[1]?.name);
  });

  test('two aliases whose names run into each other stay apart', () => {
    const names = exposeNames([ref('a__b', 'c'), ref('a', 'b__c')]);
    expect(new Set(names.all.map(({ name }) => name)).size).toBe(2);
    expect(names.refOf(names.nameOf(ref('a', 'b__c')) ?? '')).toEqual(ref('a', 'b__c'));
    expect(names.refOf(names.nameOf(ref('a__b', 'c')) ?? '')).toEqual(ref('a__b', 'c'));
  });

  test('a tool that imitates the hashed name of another takes nothing from it', () => {
    const hashed = exposeNames([ref('a', 'get.user')]).nameOf(ref('a', 'get.user')) ?? '';
    const imitation = ref('a', hashed.slice('a__'.length));
    const names = exposeNames([ref('a', 'get.user'), imitation]);
    expect(names.refOf(names.nameOf(ref('a', 'get.user')) ?? '')).toEqual(ref('a', 'get.user'));
    expect(names.refOf(names.nameOf(imitation) ?? '')).toEqual(imitation);
  });

  test('for any tools: every name is allowed, leads back to its tool, and does not depend on the order', () => {
    const refs = fc.array(
      fc.record({ server: fc.stringMatching(/^[a-z0-9_-]{1,20}$/), tool: fc.string({ minLength: 1, maxLength: 90 }) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(refs, (tools) => {
        const names = exposeNames(tools);
        const reversed = exposeNames([...tools].reverse());
        for (const tool of tools) {
          const name = names.nameOf(tool) ?? '';
          expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
          expect(names.refOf(name)).toEqual({ server: tool.server, tool: tool.tool });
          expect(reversed.nameOf(tool)).toBe(name);
        }
      }),
    );
  });
});
