import type { Workflow } from '#core/workflow/workflow.ts';
import type { Variable } from '../server-entries.ts';
import type { WorkflowDocument } from './document.ts';
import { repeatedChanges } from './refuse-repeated-changes.ts';

/** `serverless-workflow/README.md`: what the document is and what it is not. Our words only. */
export function printServerlessGuide(facts: {
  readonly name: string;
  readonly workflow: Workflow;
  readonly document: WorkflowDocument;
  readonly variables: readonly Variable[];
}): string {
  const { name, workflow, document, variables } = facts;
  const { secrets = [] } = document.use;
  const again = repeatedChanges(workflow).map(({ id }) => `\`${id}\``);
  const settings = variables.filter((variable) => secrets.includes(variable.name));
  return `# As a CNCF Serverless Workflow

\`${name}.yaml\` says what the agent in this folder does in the language of Serverless Workflow, version 1.0.3
(\`document.dsl\`), for a runtime that speaks it. Tools are called by \`call: mcp\`, which is new in 1.0.3: look whether your
runtime has it. Expressions are jq in strict form, one per line.
${
  settings.length === 0
    ? ''
    : `
Give the runtime these secrets; they are read where a tool is called and nowhere else:

${settings.map(({ name: each, purpose }) => `- \`${each}\`: ${purpose}`).join('\n')}
`
}
## Where it is less than the agent

- It keeps no ledger. Within one run equal keys are one change, and a step that looks first makes nothing that is there.
  ${again.length === 0 ? 'Every change here is looked for first.' : `A second run makes these changes again: ${again.join(', ')}.`}
- It asks nobody before a change. Whoever starts it has agreed.
- A change is sent again only where the server turned it away (429, 503). A change whose answer was lost faults the run:
  look what became of it before you start another one.
- Loops take one item at a time.
- jq knows capitals of a to z only, and adds whole numbers only as the agent does. Where another value would come out, the
  run faults and says so.

The agent beside it, with its ledger and its approvals, does the same job: see \`../README.md\`.
`;
}
