import { LOCK_VERSION, lockServer, type ToolLock } from '#core/tool/tool-lock.ts';
import { GET_PROMPT, READ_RESOURCE } from '#core/tool/tool-ref.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { callBodies, type RecordedJob } from './bundle-recording.ts';

/**
 * `mcp.lock`: every tool that the workflow uses as its server described it in the latest recording that saw it, and the
 * server's name and version there.
 */
export function bundleLock(workflow: Workflow, { recordings }: RecordedJob): ToolLock {
  const calls = callBodies(workflow).filter(({ tool }) => tool !== READ_RESOURCE && tool !== GET_PROMPT);
  const latestFirst = recordings.map(({ trace }) => trace).toSorted((a, b) => (a.now < b.now ? 1 : -1));
  const servers = [...Map.groupBy(calls, ({ server }) => server)].map(([alias, used]) => {
    const itself = latestFirst.flatMap((trace) => trace.servers).find((server) => server.alias === alias);
    const tools = latestFirst.flatMap((trace) => trace.tools).filter(({ server }) => server === alias);
    const { name, version } = itself ?? {};
    const described = { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }), tools };
    return [alias, lockServer(described, [...new Set(used.map(({ tool }) => tool))])] as const;
  });
  return { lockVersion: LOCK_VERSION, servers: Object.fromEntries(servers) };
}
