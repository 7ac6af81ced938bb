import * as z from 'zod';
import type { JsonSchema } from '../json/json.ts';
import { workflowSchema } from './parse-workflow.ts';

/** The form of a workflow file as JSON Schema, for editors; `workflow.schema.json` holds its text. */
export function workflowJsonSchema(): JsonSchema {
  // Values of any JSON form are checked in code; the schema lets them stand.
  const schema = z.toJSONSchema(workflowSchema, { unrepresentable: 'any', reused: 'ref' });
  return JSON.parse(JSON.stringify({ title: 'Tracewright workflow', ...schema }));
}
