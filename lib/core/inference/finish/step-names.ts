import type { Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { plural, singular } from '../words/plural.ts';
import { camelName, nounsOf } from '../words/words.ts';

export function stepName(step: Step, context: DraftContext): string {
  switch (step.do) {
    case 'call':
    case 'paginate':
    case 'poll': {
      const tool = step.do === 'call' ? step.tool : step.call.tool;
      const words = tool
        .split(/[^A-Za-z0-9]+/)
        .flatMap((part) => part.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' '));
      if (step.do === 'call' && step.effect !== 'read') return camelName(words, 'write');
      const nouns = nounsOf(tool);
      if (nouns.length === 0) return camelName(words, 'read');
      const many = step.do === 'paginate' || isPlural(words.at(-1) ?? '') || /list|search|query/i.test(words[0] ?? '');
      const last = nouns.at(-1) ?? 'item';
      return camelName([...nouns.slice(0, -1), many ? plural(last) : last], 'read');
    }
    case 'llm':
      return context.judgements.find((judgement) => judgement.id === step.id)?.name ?? 'judgement';
    case 'forEach':
      return camelName(['each', context.variables.hint(step.each)], 'each');
    case 'if':
      return camelName(['when', ...innerName(step.then)], 'when');
    case 'try':
      return camelName(['known', ...innerName(step.body)], 'known');
    default:
      return camelName([step.do], 'step');
  }
}

const isPlural = (word: string): boolean => /s$/i.test(word) || singular(word.toLowerCase()) !== word.toLowerCase();

function innerName(body: readonly Step[]): string[] {
  const call = body.find((step) => step.do === 'call');
  return call?.do === 'call' ? nounsOf(call.tool).slice(-1) : [];
}
