import type { TargetId } from './bundle.ts';
import type { ExportTarget } from './export-target.ts';
import { kubernetes } from './kubernetes/target.ts';
import { typescript } from './typescript/target.ts';

/** Every place where an agent can be put, in the order in which they are offered. */
export const TARGETS: Readonly<Record<TargetId, ExportTarget>> = { typescript, kubernetes };

export const TARGET_IDS = Object.keys(TARGETS) as readonly TargetId[];
