import type { Json } from '../../json/json.ts';
import { formatPath } from '../../json/path.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import { describeCondition } from '../describe-condition.ts';
import { describeExpr, orderWords } from '../describe-expr.ts';
import type { Place } from '../evidence.ts';
import type { ListStage } from './list-stages.ts';
import type { StepPosition, WorkflowEdit } from './workflow-edit.ts';

/** An edit in one phrase, for the list of what was changed by hand: `title of createIssue is pull.author`. */
export function describeEdit(edit: WorkflowEdit): string {
  switch (edit.edit) {
    case 'rename':
      return `the workflow is called “${edit.name}”`;
    case 'addInput':
      return `input ${edit.input.name} was added`;
    case 'renameInput':
      return `input ${edit.from} is called ${edit.to}`;
    case 'setInput':
      return edit.default === undefined
        ? `input ${edit.name} is described`
        : `input ${edit.name} is ${brief(edit.default)} unless given`;
    case 'removeInput':
      return `input ${edit.name} is a constant`;
    case 'makeInput':
      return `${placeWords(edit.place)} is input ${edit.name}`;
    case 'setValue':
      return `${placeWords(edit.place)} is ${describeExpr(edit.expr)}`;
    case 'setStage':
      return stageWords(edit.place.step, edit.kind, edit.stage);
    case 'setSource':
      return `${edit.place.step} goes through ${describeExpr(edit.expr)}`;
    case 'clearValue':
      return `${placeWords(edit.place)} is left out`;
    case 'renameStep':
    case 'renameVariable':
      return `${edit.from} is called ${edit.to}`;
    case 'setNote':
      return edit.note.trim() === '' ? `${edit.step} has no note` : `${edit.step} is noted as “${edit.note}”`;
    case 'setTool':
      return `${edit.step} calls ${formatToolRef(edit.tool)} as a ${edit.effect}`;
    case 'setOption':
      return edit.value === undefined
        ? `${edit.option} of ${edit.step} is as usual`
        : `${edit.option} of ${edit.step} is ${brief(edit.value)}`;
    case 'replaceStep':
      return `${edit.step.id} was replaced`;
    case 'insertStep':
      return `${edit.step.id} was added${atWords(edit.at)}`;
    case 'removeStep':
      return `${edit.step} was removed`;
    case 'moveStep':
      return `${edit.step} was moved${atWords(edit.at)}`;
    case 'setTrigger':
      return `the workflow is started ${STARTED[edit.trigger.on]}`;
    case 'setKeep': {
      const steps = edit.keep?.rules.map(({ step }) => step) ?? [];
      return steps.length === 0 ? 'nothing is kept' : `what ${steps.join(', ')} makes is kept`;
    }
  }
}

function stageWords(step: string, kind: ListStage['kind'], stage: ListStage | undefined): string {
  if (!stage) return `${step} has no ${STAGE_WORDS[kind]}`;
  const unsaid = stage.kind === 'take' ? undefined : { items: new Set([stage.as]) };
  switch (stage.kind) {
    case 'where':
      return `${step} takes those where ${describeCondition(stage.test, unsaid)}`;
    case 'unique':
      return `${step} takes none twice by ${describeExpr(stage.by, unsaid)}`;
    case 'sort':
      return `${step} goes by ${stage.by
        .map(({ key, order }) => `${describeExpr(key, unsaid)} (${orderWords(key, order)})`)
        .join(', then ')}`;
    case 'take':
      return `${step} takes only the first ${describeExpr(stage.count)}`;
  }
}

const STAGE_WORDS: Readonly<Record<ListStage['kind'], string>> = {
  where: 'filter',
  unique: 'rule against repeats',
  sort: 'order of its own',
  take: 'limit',
};

/** `title of createIssue`, `the filter of eachPull`, `the output`. */
export function placeWords({ step, slot }: Place): string {
  const own = slot.filter((key) => key !== 'args' && key !== 'call');
  const inList = own[0] === 'in' && own.includes('body');
  const name = inList ? 'the filter' : own[0] === 'in' ? 'the list' : formatPath(own) || 'the value';
  return step === '' ? `the ${name}` : `${name} of ${step}`;
}

function atWords({ parent, index }: StepPosition): string {
  return `${index === 0 ? ' as the first' : ''}${parent === '' ? '' : ` inside ${parent}`}`;
}

function brief(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

const STARTED = {
  manual: 'by hand',
  keep: 'by a control loop',
  schedule: 'by a schedule',
  webhook: 'by a webhook',
  endpoint: 'by whoever calls its endpoint',
  queue: 'by messages of a queue',
} as const;
