import { collectingLoops } from '#core/keep/collecting-loops.ts';
import type { ExportFacts } from '../export-facts.ts';
import { lowerWorkflow } from '../program/lower-workflow.ts';
import type { Program } from '../program/program.ts';
import { catalogueOf } from '../recorded-catalogue.ts';
import { TYPESCRIPT_RULES } from './language-rules.ts';

/** What is printed in TypeScript of a workflow. */
export function typescriptProgram({
  workflow,
  job,
  trigger,
}: Pick<ExportFacts, 'workflow' | 'job' | 'trigger'>): Program {
  const keeps = trigger.on === 'keep';
  const catalogue = catalogueOf(job.recordings.map(({ trace }) => trace));
  return lowerWorkflow(keeps ? collectingLoops(workflow) : workflow, { catalogue, keeps, rules: TYPESCRIPT_RULES });
}
