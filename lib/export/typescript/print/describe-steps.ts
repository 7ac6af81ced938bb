import type { Step } from '#core/workflow/workflow.ts';
import { markdownCode, markdownText } from './markdown.ts';

/** The steps as a numbered list in words: a step's own note where it has one, else what kind of step it is. */
export function describeSteps(steps: readonly Step[], depth = 0): string {
  const indent = '   '.repeat(depth);
  return steps
    .map((step, index) => {
      const inner = innerSteps(step).map(({ title, steps: body }) => {
        const list = describeSteps(body, depth + 1);
        return `${title === '' ? '' : `\n${indent}   ${title}\n`}\n${list}`;
      });
      return `${indent}${index + 1}. ${sentenceOf(step)}${inner.join('')}`;
    })
    .join('\n');
}

function sentenceOf(step: Step): string {
  if (step.note) return markdownText(step.note);
  switch (step.do) {
    case 'call':
      return `Call ${markdownCode(`${step.server}/${step.tool}`)}${step.effect === 'read' ? '' : ', once for the same arguments'}.`;
    case 'paginate':
      return `Read all pages of ${markdownCode(`${step.call.server}/${step.call.tool}`)}.`;
    case 'poll':
      return `Read ${markdownCode(`${step.call.server}/${step.call.tool}`)} until it is as wished, for at most ${Math.round(step.timeoutMs / 1000)} s.`;
    case 'let':
      return `Work out \`${step.id}\`.`;
    case 'forEach':
      return `For each \`${step.each}\`:`;
    case 'if':
      return 'Depending on a condition:';
    case 'try':
      return 'Try, and do otherwise where the server refuses:';
    case 'llm':
      return `Ask the model to judge \`${step.id}\` (the only step here that needs a model).`;
    case 'approve':
      return 'Wait for approval.';
    case 'assert':
      return `Make sure: ${markdownText(step.message)}`;
  }
}

function innerSteps(step: Step): readonly { readonly title: string; readonly steps: readonly Step[] }[] {
  switch (step.do) {
    case 'forEach':
      return [{ title: '', steps: step.body }];
    case 'if':
      return [
        { title: 'If it holds:', steps: step.then },
        ...(step.else === 'undemonstrated' || step.else.length === 0
          ? []
          : [{ title: 'Otherwise:', steps: step.else }]),
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
