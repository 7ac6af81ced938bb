import type { ServerConfig } from '#core/server/server-config.ts';
import { TRACE_VERSION, type Trace } from '#core/trace/trace.ts';
import { WORKFLOW_VERSION, type Workflow } from '#core/workflow/workflow.ts';
import { fn, input, item, lit, maybe, over, step, text } from './expression-builders.ts';

/** Everything that a server or a user may name, filled with `next()`; the shape is always the same. */
export function hostileCase(next: () => string): {
  readonly workflow: Workflow;
  readonly trace: Trace;
  readonly servers: readonly ServerConfig[];
} {
  const [server, read, write, member, argument, option] = [next(), next(), next(), next(), next(), next()];
  const workflow: Workflow = {
    version: WORKFLOW_VERSION,
    name: next(),
    description: next(),
    inputs: [{ name: 'phrase', schema: { type: 'string', description: next() }, default: next(), description: next() }],
    config: [{ name: 'space', schema: { type: 'string', enum: [option, next()] }, default: option }],
    trigger: { on: 'webhook', path: next(), inputs: { phrase: [next(), 0] } },
    body: [
      {
        do: 'call',
        id: 'listThings',
        note: next(),
        origin: [next()],
        server,
        tool: read,
        effect: 'read',
        args: { [argument]: lit(next()) },
      },
      { do: 'assert', id: 'sure', cond: fn('ne', input('phrase'), lit(next())), message: next() },
      {
        do: 'llm',
        id: 'judged',
        task: next(),
        input: { [next()]: lit(next()) },
        output: { type: 'string', title: next() },
        examples: [[next(), next()]],
      },
      {
        do: 'forEach',
        id: 'each',
        note: next(),
        in: over('filter', step('listThings', member), 'thing', fn('contains', item('thing', 'title'), lit(next()))),
        each: 'thing',
        body: [
          {
            do: 'try',
            id: 'made',
            on: { contains: [next()] },
            body: [
              {
                do: 'call',
                id: 'makeThing',
                note: next(),
                server,
                tool: write,
                effect: 'write',
                key: text(next(), item('thing', 'title')),
                args: {
                  [argument]: text(next(), input('phrase'), next()),
                  [next()]: { $: 'obj', fields: { [next()]: maybe(item('thing'), next(), next()) } },
                },
              },
            ],
            else: [],
          },
        ],
      },
    ],
    output: { $: 'obj', fields: { [next()]: lit({ [next()]: [next()] }) } },
  };
  const schema = (name: string) => ({
    type: 'object',
    title: next(),
    properties: { [argument]: { type: 'string', enum: [name, next()], description: next() } },
  });
  const trace: Trace = {
    version: TRACE_VERSION,
    id: next(),
    name: next(),
    now: '2026-11-20T09:00:00.000Z',
    timeZone: 'UTC',
    locale: 'en',
    turns: [{ id: next(), role: 'user', text: next(), at: '2026-11-20T09:00:00.000Z' }],
    servers: [{ alias: server, name: next() }],
    tools: [
      {
        server,
        name: read,
        title: next(),
        description: next(),
        inputSchema: { type: 'object', properties: { [argument]: { type: 'string', description: next() } } },
        outputSchema: {
          type: 'object',
          properties: {
            [member]: {
              type: 'array',
              items: { type: 'object', properties: { title: { type: 'string' }, [next()]: { const: next() } } },
            },
          },
        },
      },
      { server, name: write, title: next(), description: next(), inputSchema: schema(next()) },
    ],
    calls: [],
    answer: next(),
  };
  const servers: readonly ServerConfig[] = [
    {
      alias: server,
      era: 'auto',
      effects: {},
      transport: {
        kind: 'stdio',
        command: next(),
        args: [next(), `/${next()}`, `--${next()}`],
        env: { [next()]: next(), TOKEN: next(), KEY: { secret: next() } },
      },
    },
  ];
  return { workflow, trace, servers };
}
