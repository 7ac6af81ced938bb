import { parsers } from 'prettier/plugins/typescript';

/** What remains of a TypeScript file when every literal is forgotten: node kinds and identifiers in order, and comments. */
export interface SyntaxShape {
  readonly nodes: readonly string[];
  readonly comments: readonly string[];
}

/** Throws where the text does not parse. */
export function syntaxShape(code: string): SyntaxShape {
  const tree = (
    parsers.typescript.parse as (
      text: string,
      options: object,
    ) => { readonly comments?: readonly { readonly value: string }[] }
  )(code, {});
  const nodes: string[] = [];
  walk(tree, nodes, false);
  return { nodes, comments: (tree.comments ?? []).map(({ value }) => value) };
}

/** Keys of members are data whether they are quoted or not; all other identifiers are ours. */
function walk(node: unknown, nodes: string[], isKey: boolean): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, nodes, false);
    return;
  }
  if (typeof node !== 'object' || node === null || !('type' in node)) return;
  const { type, name } = node as { readonly type: string; readonly name?: string };
  if (isKey && (type === 'Identifier' || type === 'Literal')) nodes.push('Key');
  else nodes.push(type === 'Identifier' ? `Identifier ${name}` : type);
  for (const [member, child] of Object.entries(node)) {
    if (SKIPPED.has(member)) continue;
    walk(child, nodes, member === 'key');
  }
}

const SKIPPED = new Set([
  'type',
  'loc',
  'range',
  'start',
  'end',
  'comments',
  'tokens',
  'parent',
  'value_',
  'raw',
  'computed',
]);
