import { describe, expect, it } from 'vitest';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { changeOf } from './effect-change.ts';
import { effectCounts, tellingArguments } from './effect-counts.ts';
import type { RunEffect } from './run-model.ts';

const effect = (part: Partial<RunEffect>): RunEffect => ({
  key: 'k',
  step: 's',
  path: [],
  server: 'tracker',
  tool: 'create_issue',
  args: {},
  effect: 'write',
  state: 'confirmed',
  seen: 0,
  ...part,
});

describe('the writes of a run in numbers', () => {
  it('counts what was made by kind, and apart from it what was left out, failed or is not known', () => {
    const counts = effectCounts([
      effect({ how: 'created' }),
      effect({ tool: 'close_issue' }),
      effect({ tool: 'delete_branch', effect: 'destroy' }),
      effect({ how: 'found' }),
      effect({ how: 'recorded' }),
      effect({ state: 'failed' }),
      effect({ state: 'unknown' }),
    ]);
    expect(counts).toEqual({
      changes: { create: 1, change: 1, delete: 1 },
      there: 1,
      recorded: 1,
      failed: 1,
      unknown: 1,
    });
  });

  it('shows first what tells one write from the others', () => {
    const writes = ['a', 'b'].map((title) => effect({ args: { project: 'PERF', title } }));
    const telling = tellingArguments(writes);
    expect(writes.map((write) => shortArguments(telling(write)))).toEqual([
      'title a · project PERF',
      'title b · project PERF',
    ]);
    expect(
      shortArguments(
        tellingArguments([effect({ args: { project: 'PERF', title: 'a' } })])(
          effect({ args: { project: 'PERF', title: 'a' } }),
        ),
      ),
    ).toBe('project PERF · title a');
  });
});

it('a change that loses what was there before is a change, and no deletion', () => {
  expect(changeOf({ tool: 'update_issue', effect: 'destroy' })).toBe('change');
  expect(changeOf({ tool: 'delete_issue', effect: 'destroy' })).toBe('delete');
  expect(changeOf({ tool: 'create_issue', effect: 'write' })).toBe('create');
});
