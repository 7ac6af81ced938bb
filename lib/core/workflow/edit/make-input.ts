import type { JsonSchema } from '../../json/json.ts';
import type { Place } from '../evidence.ts';
import { findExpr } from '../find-step.ts';
import { typeOfValue } from '../static-type.ts';
import type { Id, Workflow } from '../workflow.ts';
import { addInput } from './edit-inputs.ts';
import { setValue } from './set-value.ts';
import { EditRefused } from './workflow-edit.ts';

/** The constant at a place becomes an input of the workflow; runs that do not give it work as before. */
export function makeInput(workflow: Workflow, place: Place, name: Id): Workflow {
  const expr = findExpr(workflow, place);
  if (expr?.$ !== 'lit')
    throw new EditRefused('Only a constant can become an input; other values come from elsewhere.');
  const type = typeOfValue(expr.value);
  const schema: JsonSchema = type === 'null' ? {} : { type };
  const declared = addInput(workflow, { name, schema, default: expr.value });
  return setValue(declared, place, { $: 'ref', of: 'input', id: name });
}
