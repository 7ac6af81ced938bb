import cases from '#core/functions/function-cases.json' with { type: 'json' };
import type { Json } from '#core/json/json.ts';
import type { Expr, Step } from '#core/workflow/workflow.ts';
import { fn, lit, step } from './expression-builders.ts';
import { type ParityCase, parityCase, read } from './parity-cases.ts';

interface Example {
  readonly fn: string;
  readonly args: readonly Json[];
  readonly throws: boolean;
}

const EXAMPLES = cases.map(
  ({ fn: name, args, says }): Example => ({
    fn: name,
    args: JSON.parse(JSON.stringify(args)),
    throws: says !== undefined,
  }),
);
const GOOD = EXAMPLES.filter(({ throws }) => !throws);

/** Every example of every function of the library: over constants, over what a server answered, and what it refuses. */
export const FUNCTION_CASES: readonly ParityCase[] = [
  everyFunction('every function over constants', [], ({ args }) => args.map(lit)),
  everyFunction(
    'every function over what a server answered',
    [read('data', 'get_data', {})],
    ({ args }, index) => args.map((_, at) => step('data', `case${index}`, at)),
    GOOD.map(({ args }) => args),
  ),
  ...EXAMPLES.filter(({ throws }) => throws).map((example, index) =>
    parityCase(
      `${example.fn} refuses what it cannot take (${index})`,
      [{ tool: 'get_data', data: { args: example.args } }],
      [
        read('data', 'get_data', {}),
        result(
          0,
          example.fn,
          example.args.map((_, at) => step('data', 'args', at)),
        ),
      ],
    ),
  ),
];

function everyFunction(
  name: string,
  before: readonly Step[],
  argsOf: (example: Example, index: number) => readonly Expr[],
  data: readonly (readonly Json[])[] = [],
): ParityCase {
  const steps = GOOD.map((example, index) => result(index, example.fn, argsOf(example, index)));
  const world = [{ tool: 'get_data', data: Object.fromEntries(data.map((args, index) => [`case${index}`, args])) }];
  const parity = parityCase(name, world, [...before, ...steps]);
  const fields = Object.fromEntries(steps.map(({ id }) => [id, step(id)]));
  return { ...parity, workflow: { ...parity.workflow, output: { $: 'obj', fields } } };
}

function result(index: number, name: string, args: readonly Expr[]): Step {
  return { do: 'let', id: `result${index}`, value: fn(name, ...args) };
}
