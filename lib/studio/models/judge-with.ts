import type { RunOptions } from '#core/execution/run-workflow.ts';
import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { modelCaller } from '#lib/chat/model-caller.ts';
import type { Studio } from '../studio.ts';
import { isStudioError } from '../studio-error.ts';
import { chooseModel } from './choose-model.ts';

type Judging = Pick<RunOptions, 'model' | 'withoutModel' | 'memory'>;

/**
 * The model that a run's `llm` steps ask: the prototype's, else the studio's default. Nothing is looked for where the
 * workflow asks none. Without a model, what was answered before still holds, and the run says what to do where more is
 * asked.
 */
export async function judgeWith(
  studio: Studio,
  { workflow, prototype }: { readonly workflow: Workflow; readonly prototype: Pick<PrototypeView, 'id' | 'model'> },
): Promise<Judging> {
  if (!allSteps(workflow.body).some((step) => step.do === 'llm')) return {};
  try {
    const { id, model, scripted } = await chooseModel(studio, prototype.model);
    if (!scripted) return { model: modelCaller(model), memory: studio.store.judgements.memory(prototype.id, id) };
    return without(studio, prototype.id, `The script of the sample judges nothing. ${WHAT_TO_DO}`);
  } catch (error) {
    // Only what a person can mend; anything else breaks the run off.
    if (!isStudioError(error)) throw error;
    return without(studio, prototype.id, prototype.model === null ? WHAT_TO_DO : `${error.message} ${WHAT_TO_DO}`);
  }
}

const WHAT_TO_DO =
  'Add a model in Settings, Models, start Ollama or LM Studio, or choose one in the chat; then resume the run.';

function without(studio: Studio, prototypeId: string, withoutModel: string): Judging {
  return { withoutModel, memory: studio.store.judgements.memory(prototypeId, '') };
}
