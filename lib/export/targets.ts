import { airflow } from './airflow/target.ts';
import type { TargetId } from './bundle.ts';
import { compose } from './compose/target.ts';
import type { ExportTarget } from './export-target.ts';
import { githubActions } from './github-actions/target.ts';
import { kubernetes } from './kubernetes/target.ts';
import { lambda } from './lambda/target.ts';
import { python } from './python/target.ts';
import { serverlessWorkflow } from './serverless-workflow/target.ts';
import { systemd } from './systemd/target.ts';
import { temporal } from './temporal/target.ts';
import { typescript } from './typescript/target.ts';

/** Every place where an agent can be put, in the order in which they are offered. */
export const TARGETS: Readonly<Record<TargetId, ExportTarget>> = {
  typescript,
  python,
  compose,
  kubernetes,
  systemd,
  'github-actions': githubActions,
  airflow,
  lambda,
  temporal,
  'serverless-workflow': serverlessWorkflow,
};

export const TARGET_IDS = Object.keys(TARGETS) as readonly TargetId[];
