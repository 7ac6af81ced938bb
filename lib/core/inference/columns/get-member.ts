import type { Expr } from '../../workflow/workflow.ts';

/** `from.key`, with neighbouring paths joined into one. */
export function getMember(from: Expr, key: string | number, nullable: boolean): Expr {
  if (from.$ === 'get') {
    const missing = nullable || from.missing === 'null' ? ({ missing: 'null' } as const) : {};
    return { $: 'get', from: from.from, path: [...from.path, key], ...missing };
  }
  return { $: 'get', from, path: [key], ...(nullable ? { missing: 'null' } : {}) };
}
