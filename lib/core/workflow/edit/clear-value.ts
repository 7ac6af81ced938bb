import { isJsonArray, isJsonObject, type Json, type JsonPath } from '../../json/json.ts';
import { formatPath } from '../../json/path.ts';
import type { Place } from '../evidence.ts';
import { stepSchema, workflowSchema } from '../parse-workflow.ts';
import type { Workflow } from '../workflow.ts';
import { replaceStep, stepCalled } from './edit-steps.ts';
import { EditRefused } from './workflow-edit.ts';

/** Takes the expression at a place away. Throws `EditRefused` where something has to stand there. */
export function clearValue(workflow: Workflow, place: Place): Workflow {
  if (place.step === '') {
    const changed = workflowSchema.safeParse(without(plain(workflow), place.slot, place));
    if (!changed.success) throw needed(place);
    return changed.data;
  }
  const changed = stepSchema.safeParse(without(plain(stepCalled(workflow, place.step)), place.slot, place));
  if (!changed.success) throw needed(place);
  return replaceStep(workflow, changed.data);
}

function without(root: Json, slot: JsonPath, place: Place): Json {
  const [key, ...rest] = slot;
  if (isJsonArray(root) && typeof key === 'number' && key < root.length) {
    return rest.length === 0 ? root.toSpliced(key, 1) : root.with(key, without(root[key] ?? null, rest, place));
  }
  if (isJsonObject(root) && typeof key === 'string' && Object.hasOwn(root, key)) {
    return Object.fromEntries(
      Object.entries(root).flatMap(([name, value]) =>
        name !== key ? [[name, value]] : rest.length === 0 ? [] : [[name, without(value, rest, place)]],
      ),
    );
  }
  throw new EditRefused(`There is nothing at ${where(place)} that could be left out.`);
}

function needed(place: Place): EditRefused {
  return new EditRefused(`${where(place)} has to have a value. Give it another one instead.`);
}

function where({ step, slot }: Place): string {
  return `${step === '' ? 'The workflow' : `Step "${step}"`}, ${formatPath(slot) || 'its own place'}`;
}

/** Workflows are plain JSON by construction; only their TypeScript types are narrower. */
function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value));
}
