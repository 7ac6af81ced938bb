import type { CallToolResult } from '@modelcontextprotocol/server';

/** The caller asked for something that is not there or not allowed; becomes an answer with `isError`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Structured data and the same as text, as the protocol asks for. */
export function answer(data: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
}

export function refuse(message: string): CallToolResult {
  return { content: [{ type: 'text', text: message }], isError: true };
}

export interface Page {
  readonly page?: number | undefined;
  readonly per_page?: number | undefined;
}

/** One page of a list, counted from 1, and whether there is another. */
export function paginate<Item>(items: readonly Item[], { page = 1, per_page = 30 }: Page) {
  const from = (page - 1) * per_page;
  return {
    items: items.slice(from, from + per_page),
    page,
    per_page,
    total: items.length,
    has_more: from + per_page < items.length,
  };
}
