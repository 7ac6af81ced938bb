import type { Json } from '../json/json.ts';
import { compareSchema, type ToolChange, wasIs } from './compare-schema.ts';
import { type DescribedServer, type LockedServer, type LockedTool, lockTool } from './tool-lock.ts';

/** How a server differs from what was locked of it; each text begins with the server and the tool. */
export function compareServer(alias: string, locked: LockedServer, live: DescribedServer): readonly ToolChange[] {
  const itself = (['name', 'version'] as const).flatMap((fact): readonly ToolChange[] =>
    locked[fact] === undefined || locked[fact] === live[fact]
      ? []
      : [{ stops: false, text: `${alias}: ${fact} ${wasIs(locked[fact], live[fact])}` }],
  );
  const tools = Object.entries(locked.tools).flatMap(([name, tool]): readonly ToolChange[] => {
    const place = `${alias}/${name}`;
    if (tool === null) return [{ stops: false, text: `${place} is not locked: nobody has seen how it is defined` }];
    const now = live.tools.find((each) => each.name === name);
    if (now === undefined) return [{ stops: true, text: `${place} is gone` }];
    return compareTool(tool, lockTool(now)).map(({ stops, text }) => ({ stops, text: `${place}: ${text}` }));
  });
  return [...itself, ...tools];
}

/** How a tool's definition differs from what it was. */
export function compareTool(was: LockedTool, is: LockedTool): readonly ToolChange[] {
  if (was.hash === is.hash) return [];
  return [
    ...compareSchema(was.inputSchema, is.inputSchema, 'input'),
    ...compareAnswers(was, is),
    ...compareHints(was, is),
    ...(was.description === is.description ? [] : [{ stops: false, text: 'description changed' }]),
  ];
}

/** With a schema, answers come in another form: structured instead of text. */
function compareAnswers({ outputSchema: was }: LockedTool, { outputSchema: is }: LockedTool): readonly ToolChange[] {
  if (was === undefined && is === undefined) return [];
  if (was === undefined) return [{ stops: true, text: 'answer: has a schema now, had none' }];
  if (is === undefined) return [{ stops: true, text: 'answer: has no schema now, had one' }];
  return compareSchema(was, is, 'output');
}

/** What holds where a server says nothing (MCP 2026-07-28, `ToolAnnotations`), and what it must not turn into. */
const HINTS = {
  readOnlyHint: { silent: false, stops: false },
  destructiveHint: { silent: true, stops: true },
  idempotentHint: { silent: false, stops: false },
  openWorldHint: { silent: true, stops: null },
} as const;

function compareHints(was: LockedTool, is: LockedTool): readonly ToolChange[] {
  return (['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const).flatMap(
    (hint): readonly ToolChange[] => {
      const { silent, stops } = HINTS[hint];
      const before: Json = was.annotations?.[hint] ?? silent;
      const after: Json = is.annotations?.[hint] ?? silent;
      return before === after ? [] : [{ stops: after === stops, text: `${hint} ${wasIs(before, after)}` }];
    },
  );
}
