import * as z from 'zod';
import { isJsonObject, type JsonSchema } from '../json/json.ts';
import { workflowSchema } from './parse-workflow.ts';
import { WORKFLOW_VERSION } from './workflow.ts';

/**
 * The form of a workflow file as JSON Schema (2020-12), for editors and for other programs: what `parseWorkflow` reads.
 * `docs/workflow.schema.json` holds its text; `npm run schema` writes it.
 */
export function workflowJsonSchema(): JsonSchema {
  // Values of any JSON form are checked in code; the schema lets them stand.
  const schema: JsonSchema = JSON.parse(
    JSON.stringify(z.toJSONSchema(workflowSchema, { unrepresentable: 'any', reused: 'ref' })),
  );
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  return {
    $id: `urn:tracewright:workflow:${WORKFLOW_VERSION}`,
    title: 'Tracewright workflow',
    description:
      'A program of ten kinds of steps and a closed expression tree: plain data, no code. See docs/workflow-file.md.',
    ...schema,
    properties: {
      $schema: { type: 'string', description: 'Where this schema stands, for editors. Means nothing to the program.' },
      ...properties,
    },
  };
}
