import fc from 'fast-check';
import type { Json } from '#core/json/json.ts';
import type { ValueCase } from '../../../test/answer-value-case.ts';
import { values } from './function-cases.ts';

const keys: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(1, 2, 10, 0.5, null, 2) },
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'B', 'é', '😀', '\uffff', '', null) },
  { weight: 1, arbitrary: fc.oneof(fc.boolean(), values) },
);

/** Mostly of one kind each, as lists are; `id` tells equal ones apart. */
const items: fc.Arbitrary<Json> = fc.oneof(
  fc.array(fc.record({ k: fc.constantFrom(3, 1, 2, 0.5, null), n: keys, id: fc.nat() }), { maxLength: 12 }),
  fc.array(fc.record({ k: fc.constantFrom('b', 'a', 'é', '😀', '\uffff', null), n: keys, id: fc.nat() }), {
    maxLength: 12,
  }),
  fc.array(fc.record({ k: values, n: keys, id: fc.nat() }), { maxLength: 4 }),
);

const path = fc.array(fc.oneof(fc.constantFrom('k', 'n', 'a', '1', ''), fc.integer({ min: -3, max: 3 })), {
  maxLength: 3,
});

const call = (fn: string, args: fc.Arbitrary<readonly Json[]>): fc.Arbitrary<ValueCase> =>
  args.map((given) => ({ fn, args: given }));

const sortKeys = fc.array(fc.tuple(fc.constantFrom('k', 'n'), fc.constantFrom('asc', 'desc')), { maxLength: 2 });

/** Calls of what printed workflows do with values. */
export const valueCases: fc.Arbitrary<ValueCase> = fc.oneof(
  ...['get', 'getOrNull'].map((fn) =>
    call(
      fn,
      fc.tuple(fc.oneof(values, items), path).map(([root, rest]) => [root, ...rest]),
    ),
  ),
  call(
    'maybe',
    fc
      .tuple(fc.oneof(values, fc.record({ k: values })), fc.array(fc.constantFrom('k', 'a'), { minLength: 1 }))
      .map(([root, rest]) => [root, ...rest]),
  ),
  ...['needed', 'list'].map((fn) => call(fn, fc.tuple(values))),
  call('take', fc.tuple(items, fc.oneof(fc.integer({ min: -1, max: 5 }), values))),
  ...['find', 'only'].map((fn) =>
    fc.record({
      fn: fc.constant(fn),
      args: fc.tuple(items),
      where: fc.tuple(fc.constant('k'), fc.constantFrom(1, 'a')),
    }),
  ),
  ...['groupBy', 'uniqueBy'].map((fn) =>
    fc.record({ fn: fc.constant(fn), args: fc.tuple(items), by: fc.constantFrom('k', 'n') }),
  ),
  { weight: 3, arbitrary: fc.record({ fn: fc.constant('sortBy'), args: fc.tuple(items), keys: sortKeys }) },
);
