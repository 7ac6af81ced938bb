import { describeExpr } from '#core/workflow/describe-expr.ts';
import { allSteps, mapStepExprs } from '#core/workflow/walk.ts';
import { mapExpr } from '#core/workflow/walk-exprs.ts';
import type { CallBody, Expr, Id, Step, Workflow } from '#core/workflow/workflow.ts';
import { plainName, valueNames } from '../program/names.ts';
import { markdownCode, markdownText } from './markdown.ts';

/** The steps as a numbered list in words: a step's own note where it has one, else what it does and with what. */
export function describeSteps(
  { body, inputs }: Pick<Workflow, 'body' | 'inputs'>,
  spell: (name: string) => string,
): string {
  const taken = new Set(inputs.map(({ name }) => name));
  const values = new Map(
    allSteps(body).map(
      (step) => [step.id, spell(valueNames(step).find((name) => !taken.has(name)) ?? step.id)] as const,
    ),
  );
  return numbered(
    body.map((step) => mapStepExprs(step, (expr) => withNamesOfCode(expr, values, spell))),
    { depth: 0, spell },
  );
}

function numbered(
  steps: readonly Step[],
  { depth, spell }: { readonly depth: number; readonly spell: (name: string) => string },
): string {
  const indent = '   '.repeat(depth);
  return steps
    .map((step, index) => {
      const inner = innerSteps(step).map(({ title, steps: body }) => {
        const list = numbered(body, { depth: depth + 1, spell });
        return title === '' ? `\n${list}` : `\n\n${indent}   ${title}\n\n${list}`;
      });
      return `${indent}${index + 1}. ${sentenceOf(step, spell)}${inner.join('')}`;
    })
    .join('\n');
}

function sentenceOf(step: Step, spell: (name: string) => string): string {
  if (step.note) return markdownText(step.note);
  switch (step.do) {
    case 'call':
      return step.effect === 'read'
        ? `Read ${call(step)}.`
        : `Call ${call(step)}${step.key ? `, once for each ${words(step.key)}` : ''}${step.find ? ', unless it is there already' : ''}.`;
    case 'paginate':
      return `Read all pages of ${call(step.call)}.`;
    case 'poll':
      return `Read ${call(step.call)} every ${seconds(step.everyMs)} until ${words(step.until)}, for at most ${seconds(step.timeoutMs)}.`;
    case 'let':
      return `Take ${words(step.value)}.`;
    case 'forEach':
      return `For each ${spell(plainName(step.each))} of ${words(step.in)}:`;
    case 'if':
      return `If ${words(step.cond)}:`;
    case 'try':
      return 'Try, and do otherwise where the server refuses:';
    case 'llm':
      return `Ask the model (a step that needs one): ${markdownText(step.task)}`;
    case 'approve':
      return `Wait until somebody approves ${words(step.show)}${step.when ? `, if ${words(step.when)}` : ''}.`;
    case 'assert':
      return `Make sure that ${words(step.cond)}: ${markdownText(step.message)}`;
  }
}

function innerSteps(step: Step): readonly { readonly title: string; readonly steps: readonly Step[] }[] {
  switch (step.do) {
    case 'forEach':
      return [{ title: '', steps: step.body }];
    case 'if':
      if (step.else === 'undemonstrated') {
        return [
          { title: '', steps: step.then },
          { title: 'Otherwise stop: what to do then was never shown.', steps: [] },
        ];
      }
      return [
        { title: '', steps: step.then },
        ...(step.else.length === 0 ? [] : [{ title: 'Otherwise:', steps: step.else }]),
      ];
    case 'try':
      return [
        { title: '', steps: step.body },
        ...(step.else.length === 0 ? [] : [{ title: 'Where it refuses:', steps: step.else }]),
      ];
    default:
      return [];
  }
}

function call(body: CallBody): string {
  const given = Object.entries(body.args).flatMap(([name, expr]) =>
    expr.$ === 'absent' ? [] : [givenAs(name, describeExpr(expr))],
  );
  const name = markdownCode(`${body.server}/${body.tool}`);
  return given.length === 0 ? name : `${name} with ${foreignWords(given.join(', '))}`;
}

/** An argument that is called like its value is named once. */
function givenAs(name: string, value: string): string {
  return name === value ? name : `${name} = ${value}`;
}

function words(expr: Expr): string {
  return foreignWords(describeExpr(expr));
}

/** A line break inside a value is seen, where Markdown would make it a space. */
function foreignWords(text: string): string {
  return markdownText(text.replaceAll('\n', '↵'));
}

/** Values as the code calls them: the number that made an id unique in the workflow is gone there. */
function withNamesOfCode(expr: Expr, values: ReadonlyMap<Id, string>, spell: (name: string) => string): Expr {
  return mapExpr(expr, (inner) => {
    if (inner.$ === 'ref' && inner.of === 'step') return { ...inner, id: values.get(inner.id) ?? inner.id };
    if (inner.$ === 'ref' && inner.of === 'var') return { ...inner, id: spell(plainName(inner.id)) };
    return inner.$ === 'over' || inner.$ === 'sort' ? { ...inner, as: spell(plainName(inner.as)) } : inner;
  });
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}
