import type { JsonPath } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { CallView } from './call-view.ts';
import { leavesOf, pathOfChain } from './leaves.ts';
import { type FlowEdge, linkOrigin, type ValueLink } from './value-flow.ts';

export interface ServerOverview {
  readonly server: string;
  readonly counts: Readonly<Record<EffectClass, number>>;
}

/** Values that took the same way, whichever row they stood in: `title ← pull_requests[].title`, four times. */
export interface WayOverview {
  readonly key: string;
  readonly origin: 'input' | 'reference';
  /** `create_issue.title`. */
  readonly to: string;
  /** `pull_requests[].title`; null for the prompt, whose words differ. */
  readonly from: string | null;
  readonly tool: string | null;
  readonly count: number;
  /** One of the edges, to look at. */
  readonly edge: string;
}

export interface RecordingOverview {
  readonly servers: readonly ServerOverview[];
  /** Calls that did not end well, in the order of the recording. */
  readonly failed: readonly string[];
  /** Single values in all arguments, by where they were seen before. */
  readonly values: { readonly input: number; readonly reference: number; readonly neither: number };
  /** The most travelled first. */
  readonly ways: readonly WayOverview[];
}

/** What there is to say about a recording before anything in it is chosen. */
export function overviewOf(calls: readonly CallView[], flow: readonly FlowEdge[]): RecordingOverview {
  const servers = new Map<string, Record<EffectClass, number>>();
  for (const { server, effect } of calls) {
    const counts = servers.get(server) ?? { read: 0, write: 0, destroy: 0 };
    counts[effect] += 1;
    servers.set(server, counts);
  }
  return {
    servers: [...servers].map(([server, counts]) => ({ server, counts })),
    failed: calls.flatMap(({ id, state }) =>
      state === 'refused' || state === 'failed' || state === 'lost' ? [id] : [],
    ),
    values: countValues(calls, flow),
    ways: waysOf(calls, flow),
  };
}

function countValues(calls: readonly CallView[], flow: readonly FlowEdge[]): RecordingOverview['values'] {
  const origins = new Map<string, 'input' | 'reference'>();
  for (const link of flow.flatMap((edge) => edge.links)) {
    const place = placeOf(link.target.call, link.target.path);
    // A text that holds both is told by what only a result could give.
    if (origins.get(place) !== 'reference') origins.set(place, linkOrigin(link));
  }
  const values = { input: 0, reference: 0, neither: 0 };
  for (const call of calls) {
    for (const { chain } of leavesOf(call.args)) {
      values[origins.get(placeOf(call.id, pathOfChain(chain))) ?? 'neither'] += 1;
    }
  }
  return values;
}

function placeOf(call: string, path: JsonPath): string {
  return `${call} ${JSON.stringify(path)}`;
}

function waysOf(calls: readonly CallView[], flow: readonly FlowEdge[]): readonly WayOverview[] {
  const tools = new Map(calls.map((call) => [call.id, call.tool]));
  const ways = new Map<string, WayOverview>();
  for (const edge of flow) {
    for (const link of edge.links) {
      const way = wayOf(link, edge.id, tools);
      const known = ways.get(way.key);
      ways.set(way.key, known ? { ...known, count: known.count + 1 } : way);
    }
  }
  return [...ways.values()].sort((a, b) => b.count - a.count);
}

function wayOf(link: ValueLink, edge: string, tools: ReadonlyMap<string, string>): WayOverview {
  const { source, target } = link;
  const to = `${tools.get(target.call) ?? 'call'}.${columnOf(target.path)}`;
  const from = source.kind === 'turn' ? null : columnOf(source.path) || 'result';
  const tool = source.kind === 'turn' ? null : (tools.get(source.call) ?? 'call');
  return { key: `${to} ${tool} ${from}`, origin: linkOrigin(link), to, from, tool, count: 1, edge };
}

/** The path with its rows left out: `pulls[].title`. */
function columnOf(path: JsonPath): string {
  return formatPath(path).replaceAll(/\[\d+\]/g, '[]');
}
