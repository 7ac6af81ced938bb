import type { CallBody, Retry, Workflow } from '#core/workflow/workflow.ts';
import type { ServerEntries } from '../server-entries.ts';
import type { Task } from './document.ts';
import { toolFunction } from './tool-function.ts';

/** What a translation collects on its way through the steps. */
export interface Translation {
  readonly workflow: Workflow;
  /** Name of the function of the document that calls a tool like this; declared at its first use. */
  functionFor(call: ToolUse): string;
  readonly functions: () => Readonly<Record<string, Task>>;
}

/** One way in which a tool is called. */
export interface ToolUse {
  readonly body: Pick<CallBody, 'server' | 'tool' | 'extract'>;
  readonly changes: boolean;
  readonly retry?: Retry;
}

export function beginTranslation(workflow: Workflow, { mcp }: ServerEntries): Translation {
  const names = new Map<string, string>();
  const functions = new Map<string, Task>();
  return {
    workflow,
    functionFor(use) {
      const { server, tool, extract } = use.body;
      const identity = JSON.stringify([server, tool, extract ?? 'auto', use.changes, use.retry ?? null]);
      const known = names.get(identity);
      if (known !== undefined) return known;
      const wish = nameOf(server, tool);
      let name = wish;
      for (let count = 2; functions.has(name); count++) name = `${wish}${count}`;
      names.set(identity, name);
      functions.set(name, toolFunction(use, mcp.mcpServers[server] ?? {}));
      return name;
    },
    functions: () => Object.fromEntries(functions),
  };
}

/** `code-host/list_pull_requests` is `codeHostListPullRequests`: letters and digits of ours, never a call of the language. */
function nameOf(server: string, tool: string): string {
  const words = `${server} ${tool}`.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? ['tool'];
  const joined = words
    .map((word, at) => (at === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
  return /^[a-z]/.test(joined) ? joined : `call${joined}`;
}
