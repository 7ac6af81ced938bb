import { formatToolRef } from '#core/tool/tool-ref.ts';
import type { CallStep, Expr, StepCommon } from '#core/workflow/workflow.ts';
import type { CallTask, Expression, Task } from './document.ts';
import { literal, member, plainText, variable } from './jq/jq-words.ts';
import { JqWriter } from './jq/jq-writer.ts';
import { expression, object, printJq } from './jq/print-jq.ts';
import { kept } from './kept.ts';
import type { Translation } from './translation.ts';

/** A call of a tool; a change that has a key or a look of its own is only made where it is not there. */
export function translateCall(step: StepCommon & CallStep, translation: Translation): Task {
  const name = translation.functionFor({ body: step, changes: step.effect !== 'read', retry: step.retry });
  const call = callOf(name, step.args);
  if (step.effect === 'read' || (!step.key && !step.find)) return { ...call, ...kept(step.id) };
  const made = step.key && keyOf(formatToolRef(step), step.key);
  // What is passed on is null as long as the change is not there, and `{data}` once it is.
  return {
    do: [
      { known: { set: made ? made('$context.made', ' // null') : '${ null }' } },
      ...(step.find ? [{ look: { if: IS_MISSING, ...look(step.find, translation) } }] : []),
      { make: { if: IS_MISSING, ...call, output: { as: '${ {data: .} }' } } },
    ],
    output: { as: '${ .data }' },
    export: {
      as: made
        ? made(`$context | .steps${member(step.id)} = $output | .made`, ' = {data: $output}')
        : kept(step.id).export.as,
    },
  };
}

const IS_MISSING: Expression = '${ . == null }';

/** A call of a function of the document. */
export function callOf(name: string, args: Readonly<Record<string, Expr>>): CallTask {
  return { call: name, with: { arguments: argumentsOf(args) } };
}

/** Each argument by itself where all are there, so that the document reads well; else all in one expression. */
function argumentsOf(args: Readonly<Record<string, Expr>>): Expression | Readonly<Record<string, string>> {
  const fields = Object.entries(args).filter(([, expr]) => expr.$ !== 'absent');
  if (fields.every(([, expr]) => expr.$ !== 'cond')) {
    return Object.fromEntries(
      fields.map(([name, expr]) => [
        name,
        expr.$ === 'lit' && typeof expr.value === 'string' ? plainText(expr.value) : expression(expr),
      ]),
    );
  }
  const writer = new JqWriter();
  return writer.finish(object(fields, writer));
}

function look({ call, as, match }: NonNullable<CallStep['find']>, translation: Translation): Task {
  const writer = new JqWriter();
  const found = `(${printJq(match, writer)}) as $match | if $match == null or $match == false then null elif $match == true then {data: ${variable(as)}} else {data: $match} end`;
  return {
    ...callOf(translation.functionFor({ body: call, changes: false }), call.args),
    output: { as: writer.finish(`. as ${variable(as)} | ${found}`) },
  };
}

/** Equal keys of one tool are one change. */
function keyOf(tool: string, key: Expr): (before: string, after: string) => Expression {
  return (before, after) => {
    const writer = new JqWriter();
    const place = `[${literal(tool)}][(${printJq(key, writer)} | ${writer.helper('text')})]`;
    return writer.finish(`${before}${place}${after}`);
  };
}
