import { describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../functions/functions.ts';
import { describeCondition } from './describe-condition.ts';
import { describeExpr } from './describe-expr.ts';
import type { Expr } from './workflow.ts';

const lit = (value: string | number | boolean | null): Expr => ({ $: 'lit', value });
const item = (...path: string[]): Expr => ({ $: 'get', from: { $: 'ref', of: 'var', id: 'pull' }, path });
const input = (id: string): Expr => ({ $: 'ref', of: 'input', id });
const pulls: Expr = { $: 'ref', of: 'step', id: 'pulls' };
const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
const where = (body: Expr): Expr => ({ $: 'over', op: 'filter', in: pulls, as: 'pull', body });

describe('conditions read as sentences', () => {
  test.each<[Expr, string]>([
    [fn('contains', item('title'), input('phrase')), 'title contains phrase'],
    [fn('eq', item('draft'), lit(true)), 'is draft'],
    [fn('ne', item('draft'), lit(true)), 'is not draft'],
    [fn('not', item('draft')), 'is not draft'],
    [fn('ne', item('draft'), lit(false)), 'is draft'],
    [fn('eq', item('is_open'), lit(true)), 'is open'],
    [fn('ne', item('has_more'), lit(true)), 'has no more'],
    [fn('eq', item('canMerge'), lit(false)), 'cannot merge'],
    [fn('eq', item('assignee'), lit(null)), 'assignee is missing'],
    [fn('not', fn('isNull', item('assignee'))), 'assignee is there'],
    [fn('not', fn('isEmpty', item('labels'))), 'labels is not empty'],
    [fn('gt', item('points'), lit(3)), 'points is more than 3'],
    [fn('not', fn('contains', item('title'), lit('WIP'))), 'title does not contain “WIP”'],
    [fn('has', item('labels'), lit('bug')), 'labels includes “bug”'],
    [fn('before', item('due'), { $: 'run', what: 'now' }), 'due is before now'],
    [
      fn('and', fn('contains', item('title'), input('phrase')), fn('ne', item('draft'), lit(true))),
      'title contains phrase and is not draft',
    ],
    [
      fn('and', fn('eq', item('state'), lit('open')), fn('or', item('urgent'), item('blocked'))),
      'state is “open” and (is urgent or is blocked)',
    ],
    [fn('not', fn('or', item('urgent'), item('blocked'))), 'not (is urgent or is blocked)'],
    [
      {
        $: 'over',
        op: 'some',
        in: item('labels'),
        as: 'label',
        body: fn('eq', { $: 'ref', of: 'var', id: 'label' }, lit('bug')),
      },
      'one of labels is “bug”',
    ],
    [
      {
        $: 'over',
        op: 'some',
        in: item('reviews'),
        as: 'review',
        body: fn('eq', { $: 'get', from: { $: 'ref', of: 'var', id: 'review' }, path: ['state'] }, lit('approved')),
      },
      'there is one of reviews where state is “approved”',
    ],
    [
      fn('lt', fn('dateDiff', item('created_at'), { $: 'run', what: 'now' }, lit('days')), lit(7)),
      'the days from created_at to now is less than 7',
    ],
  ])('%#: inside a filter', (body, sentence) => {
    expect(describeExpr(where(body))).toBe(`pulls where ${sentence}`);
  });

  test('outside of one the subject is named', () => {
    const more: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: 'page' }, path: ['has_more'], missing: 'null' };
    expect(describeCondition(fn('ne', more, lit(true)))).toBe('page has no more');
    expect(describeCondition(fn('ne', item('draft'), lit(true)))).toBe('pull is not draft');
    expect(describeCondition(lit(true))).toBe('always');
  });
});

describe('expressions are told in words', () => {
  test('texts with their holes, sorted lists, choices', () => {
    expect(describeExpr({ $: 'text', parts: ['PR #', item('number')] })).toBe('“PR #‹pull.number›”');
    expect(
      describeExpr({
        $: 'sort',
        in: pulls,
        as: 'pull',
        by: [
          { key: item('created_at'), order: 'desc' },
          { key: item('points'), order: 'asc' },
        ],
        take: lit(3),
      }),
    ).toBe('the first 3 of pulls sorted by created_at (newest first), then points (lowest first)');
    expect(describeExpr({ $: 'cond', if: item('draft'), then: lit('Draft'), else: { $: 'absent' } })).toBe(
      '“Draft” if pull is draft, else nothing',
    );
  });

  test('every function of the library has words of its own', () => {
    const wordless = Object.values(FUNCTIONS).flatMap(({ name, params }) => {
      const args = params.map((param): Expr => ({ $: 'ref', of: 'input', id: param.name }));
      return describeExpr(fn(name, ...args)).includes(`${name}(`) ? [name] : [];
    });
    expect(wordless).toEqual([]);
  });

  test('lists by what is done with them', () => {
    expect(describeExpr({ $: 'over', op: 'map', in: pulls, as: 'pull', body: item('title') })).toBe(
      'title of each of pulls',
    );
    expect(describeExpr({ $: 'over', op: 'uniqueBy', in: pulls, as: 'pull', body: item('author') })).toBe(
      'pulls without repeats of author',
    );
    expect(describeExpr({ $: 'get', from: fn('first', pulls), path: ['title'] })).toBe('(the first of pulls).title');
    expect(describeExpr(fn('dateAdd', { $: 'run', what: 'now' }, lit(-7), lit('days')))).toBe('7 days before now');
  });
});

test('what holds for every item goes without saying, and a line break is seen', () => {
  const things: Expr = { $: 'ref', of: 'step', id: 'sprints' };
  const only: Expr = { $: 'over', op: 'only', in: things, as: 'each', body: { $: 'lit', value: true } };
  expect(describeExpr(only)).toBe('the only one of sprints');
  expect(describeExpr({ ...only, op: 'find' })).toBe('the first of sprints');
  expect(describeExpr({ $: 'lit', value: 'one\n  two' })).toBe('“one↵ two”');
});
