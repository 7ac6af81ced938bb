import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowJsonSchema } from '#core/workflow/workflow-json-schema.ts';
import { root } from './root.ts';

// `npm run schema`: the published form of workflow files, from the parser that reads them. A test sees when it is old.
writeFileSync(join(root, 'docs/workflow.schema.json'), `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`);
