import type { Trigger } from '#core/workflow/workflow.ts';

/** Beginnings of the paths that a serving agent has to be reached at from outside; the others are for its operators. */
export function openPaths({ on }: Trigger): readonly string[] {
  switch (on) {
    case 'webhook':
      return ['/webhooks/'];
    case 'endpoint':
      return ['/invoke', '/runs/', '/openapi.json', '/mcp'];
    case 'manual':
    case 'schedule':
    case 'keep':
    case 'queue':
      return [];
  }
}

/** As a guide names them, in Markdown. */
export function pathWords(paths: readonly string[]): string {
  return new Intl.ListFormat('en').format(paths.map((path) => `\`${path}\``));
}
