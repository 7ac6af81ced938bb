import { isJsonArray, isJsonObject, type Json, type JsonPath } from '../../json/json.ts';
import { formatPath } from '../../json/path.ts';
import { oneLineError } from '../../json/schema.ts';
import type { Place } from '../evidence.ts';
import { stepSchema, workflowSchema } from '../parse-workflow.ts';
import { allSteps } from '../walk.ts';
import type { Expr, Workflow } from '../workflow.ts';
import { replaceStep } from './edit-steps.ts';
import { EditRefused } from './workflow-edit.ts';

/**
 * Puts an expression at a place. The place may be one that is empty so far (an argument that was left out, a `key`).
 * Throws `EditRefused` where no expression can stand there.
 */
export function setValue(workflow: Workflow, place: Place, expr: Expr): Workflow {
  if (place.step === '') {
    const changed = workflowSchema.safeParse(withMember(plain(workflow), place.slot, plain(expr), place));
    if (!changed.success) throw noExpression(place, oneLineError(changed.error));
    return changed.data;
  }
  const step = allSteps(workflow.body).find((candidate) => candidate.id === place.step);
  if (!step) throw new EditRefused(`There is no step "${place.step}".`);
  const changed = stepSchema.safeParse(withMember(plain(step), place.slot, plain(expr), place));
  if (!changed.success) throw noExpression(place, oneLineError(changed.error));
  return replaceStep(workflow, changed.data);
}

/** Workflows are plain JSON by construction; only their TypeScript types are narrower. */
function plain(value: Workflow | Expr | object): Json {
  return JSON.parse(JSON.stringify(value));
}

function withMember(root: Json, slot: JsonPath, value: Json, place: Place): Json {
  const [key, ...rest] = slot;
  if (key === undefined) return value;
  if (isJsonArray(root) && typeof key === 'number' && key >= 0 && key < root.length) {
    return root.with(key, withMember(root[key] ?? null, rest, value, place));
  }
  if (isJsonObject(root) && typeof key === 'string') {
    const before = Object.hasOwn(root, key) ? root[key] : undefined;
    if (before !== undefined || rest.length === 0) {
      return Object.fromEntries(
        [
          ...Object.entries(root).filter(([name]) => name !== key || before !== undefined),
          ...(before === undefined ? [[key, value] as const] : []),
        ].map(([name, old]) => [name, name === key ? withMember(before ?? null, rest, value, place) : old]),
      );
    }
  }
  throw noExpression(place, 'there is no such place.');
}

function noExpression(place: Place, problem: string): EditRefused {
  const where = place.step === '' ? 'The workflow' : `Step "${place.step}"`;
  return new EditRefused(`${where} takes no expression at ${formatPath(place.slot) || 'its own place'}: ${problem}`);
}
