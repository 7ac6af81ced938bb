import type { Workflow } from '#core/workflow/workflow.ts';
import { exprsOf } from '../program/find-references.ts';

/**
 * Names that the program of a workflow may import; no variable gets one of them. Of the expression library these are the
 * functions that the workflow calls and those that lowering adds by itself.
 */
export function findImportedNames(workflow: Workflow): readonly string[] {
  const called = exprsOf(workflow).flatMap((expr) => (expr.$ === 'fn' ? [expr.name] : []));
  return [...new Set([...called, ...ADDED, ...AGENT_MEMBERS, ...VALUE_FUNCTIONS])];
}

const ADDED = ['truth', 'toText'];
const AGENT_MEMBERS = ['read', 'ensure', 'poll', 'pages', 'judge', 'approve', 'forEach', 'now', 'timeZone'];
const VALUE_FUNCTIONS = [
  ...[
    'absent',
    'apply',
    'find',
    'get',
    'getOrNull',
    'groupBy',
    'list',
    'loose',
    'maybe',
    'only',
    'present',
    'sortBy',
    'take',
  ],
  ...['needed', 'uniqueBy', 'isRefusal'],
];
