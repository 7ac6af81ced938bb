import type { CorrectableLedger } from '../../effects/ledger.ts';
import { memoryLedger } from '../../effects/memory-ledger.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { type KeepMemory, processKeepMemory } from '../../keep/keep-memory.ts';
import type { KeepReport } from '../../keep/keep-report.ts';
import { ToolCallFailure } from '../../tool/tool-caller.ts';
import type { KeepRule } from '../../workflow/keep.ts';
import type { Expr, Workflow } from '../../workflow/workflow.ts';
import { type KeepOptions, keepWorkflow } from '../keep/keep-workflow.ts';
import { data, fn, get, lit, no, read, value, variable, workflowOf, world, write } from './run-in-world.ts';

// For tests of keeping: pull requests that shall each have a ticket, in a tracker that can be broken by hand.

export type Ticket = { key: string; title: string; description: string };

const actual = (name: string): Expr => ({ $: 'get', from: variable('actual'), path: [name], missing: 'null' });
const made = (name: string): Expr => get(variable('made'), name);
const wanted = (name: string): Expr => get(variable('wanted'), name);

export const bySearch: KeepRule = {
  step: 'create',
  see: {
    by: 'search',
    call: { server: 's', tool: 'search', args: {} },
    as: 'found',
    items: get(variable('found'), 'issues'),
    pages: {
      param: 'page',
      cursor: 'cursor',
      next: fn('add', fn('coalesce', variable('cursor'), lit(1)), lit(1)),
      until: fn('ne', get(variable('found'), 'more'), lit(true)),
      maxPages: 100,
    },
    id: { made: made('key'), actual: actual('key') },
    key: { wanted: wanted('description'), actual: actual('description') },
  },
  fields: { title: actual('title'), description: actual('description') },
  change: {
    ...{ server: 's', tool: 'update', effect: 'write' },
    args: { key: actual('key'), title: wanted('title'), description: wanted('description') },
  },
};

export const removing: KeepRule = {
  ...bySearch,
  remove: { server: 's', tool: 'delete', effect: 'destroy', args: { key: actual('key') } },
};

export const byGet: KeepRule = {
  ...bySearch,
  see: { by: 'get', call: { server: 's', tool: 'get', args: { key: made('key') } } },
};

/** For each pull request a ticket, and a comment on the pull request that names it. */
export function ticketWorkflow(rule: KeepRule, more: Partial<Workflow> = {}): Workflow {
  return workflowOf(
    [
      read('pulls', 'pulls'),
      {
        ...{ id: 'eachPull', do: 'forEach', in: value('pulls'), each: 'pull' },
        body: [
          write('create', 'create', {
            title: get(variable('pull'), 'title'),
            description: { $: 'text', parts: ['Pull request #', get(variable('pull'), 'number')] },
          }),
          write('comment', 'comment', { on: get(variable('pull'), 'number'), ticket: get(value('create'), 'key') }),
        ],
      },
    ],
    { keep: { rules: [rule] }, ...more },
  );
}

/** A tracker, its pull requests, and a clock that only the test moves. */
export function keptTracker(rule: KeepRule, { pageSize = 2, workflow = ticketWorkflow(rule) } = {}) {
  let time = Date.parse('2026-11-21T09:00:00.000Z');
  const now = () => new Date(time).toISOString();
  const pulls: { number: number; title: string }[] = [1, 2, 3].map((number) => ({ number, title: `Leak ${number}` }));
  const tickets: Ticket[] = [];
  let born = 0;
  const faults: {
    /** What the search shows; the tickets themselves where absent. */
    index?: readonly Ticket[];
    /** Called before a tool does anything; what it returns is the answer. */
    before?: (tool: string, args: JsonObject) => ReturnType<typeof no> | undefined;
    /** Called after a tool did something, before its answer is on the way. */
    after?: (tool: string, args: JsonObject) => void;
  } = {};
  const tool =
    (name: string, does: (args: JsonObject) => Json | undefined, missing = 'There is no such issue.') =>
    (args: JsonObject) => {
      const refused = faults.before?.(name, args);
      if (refused) return refused;
      const answer = does(args);
      faults.after?.(name, args);
      return answer === undefined ? no(missing) : data(structuredClone(answer) as Json);
    };
  const find = (key: Json | undefined) => tickets.find((ticket) => ticket.key === key);
  const {
    caller,
    calls,
    made: madeBy,
  } = world({
    pulls: tool('pulls', () => pulls),
    search: tool('search', ({ page = 1 }) => {
      const shown = faults.index ?? tickets;
      const from = (Number(page) - 1) * pageSize;
      return { issues: [...shown.slice(from, from + pageSize)], more: from + pageSize < shown.length };
    }),
    get: tool('get', ({ key }) => find(key)),
    create: tool('create', ({ title, description }) => {
      born += 1;
      const ticket = { key: `T-${born}`, title: String(title), description: String(description) };
      tickets.push(ticket);
      return ticket;
    }),
    update: tool('update', ({ key, ...changes }) => {
      const found = find(key);
      return found && Object.assign(found, changes);
    }),
    delete: tool('delete', ({ key }) => {
      const at = tickets.findIndex((ticket) => ticket.key === key);
      return at < 0 ? undefined : tickets.splice(at, 1)[0];
    }),
    comment: tool('comment', (args) => args),
  });
  const ledger = memoryLedger(now);
  const memory = processKeepMemory();
  return {
    ...{ pulls, tickets, faults, calls, madeBy, ledger, memory, now, workflow },
    pass: (
      more: Partial<KeepOptions> & { ledger?: CorrectableLedger; memory?: KeepMemory } = {},
    ): Promise<KeepReport> =>
      keepWorkflow({
        run: {
          ...{ workflow, inputs: {}, timeZone: 'UTC', caller },
          approver: { approve: async () => ({ approved: true }) },
          clock: { milliseconds: () => time, sleep: async () => {} },
        },
        ...{ mode: 'apply', ledger, memory, now, random: () => 0 },
        ...more,
      }),
    /** Time goes on. */
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    titles: () => tickets.map(({ title }) => title).sort(),
    writes: () =>
      calls.filter(({ tool: name }) => !['pulls', 'search', 'get'].includes(name)).map(({ tool: name }) => name),
    lose: (request: { tool: string; args: JsonObject }): never => {
      throw new ToolCallFailure('unknown', { server: 's', ...request }, 'The connection broke.');
    },
  };
}

/** What a pass said of each item: its label's standing and action. */
export function told(report: KeepReport): readonly string[] {
  return report.items.map(({ standing, action, outcome }) => [standing.is, action, outcome].filter(Boolean).join(' '));
}
