import type { Json } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { Extractor } from '#core/tool/result-data.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { CallBody, Step, Workflow } from '#core/workflow/workflow.ts';
import { methodName, type NameScope, nameScope, pascalCase, serverName } from './names.ts';
import type { ProgramMethod, ProgramServer } from './program.ts';
import { RESERVED_NAMES } from './reserved-names.ts';
import { STRING, type Type, UNKNOWN } from './type.ts';
import { typeOfSchema } from './type-of-schema.ts';
import { typeOfValues } from './type-of-values.ts';

/** What is known about the tools besides the workflow. */
export interface Catalogue {
  readonly tools: readonly ToolSpec[];
  /** Data of the recorded results of a tool, as the extractor gives it; empty where there are none. */
  readonly recorded: (ref: ToolRef, extract: Extractor) => readonly Json[];
}

export interface CallTable {
  readonly servers: readonly ProgramServer[];
  /** The method of a call; every call of the workflow has one. */
  method(body: CallBody, effect: EffectClass): { readonly server: string; readonly method: ProgramMethod };
}

/** One method per tool, effect class and extractor, in the order in which the workflow first uses them. */
export function tabulateCalls(workflow: Workflow, catalogue: Catalogue, names: NameScope): CallTable {
  const servers = new Map<string, { variable: string; methods: ProgramMethod[]; scope: NameScope }>();
  const methods = new Map<string, ProgramMethod>();
  const typeNames = nameScope([]);

  for (const { body, effect } of callsOf(workflow.body)) {
    const key = keyOf(body, effect);
    if (methods.has(key)) continue;
    let server = servers.get(body.server);
    if (!server) {
      const variable = names.take(serverName(body.server, `server${servers.size + 1}`));
      server = { variable, methods: [], scope: nameScope(RESERVED_NAMES) };
      servers.set(body.server, server);
    }
    const name = server.scope.take(methodName(body.tool, `tool${server.methods.length + 1}`));
    const spec = catalogue.tools.find((tool) => tool.server === body.server && tool.name === body.tool);
    const method: ProgramMethod = {
      name,
      tool: body.tool,
      effect,
      extract: body.extract ?? 'auto',
      typeName: typeNames.take(pascalCase(name)),
      args: spec ? typeOfSchema(spec.inputSchema, 'arguments') : UNKNOWN,
      result: resultType(body, spec, catalogue),
    };
    server.methods.push(method);
    methods.set(key, method);
  }

  return {
    servers: [...servers].map(([alias, { variable, methods }]) => ({ alias, variable, methods })),
    method(body, effect) {
      const method = methods.get(keyOf(body, effect));
      const server = servers.get(body.server);
      if (!method || !server) throw new Error(`No method was made for ${body.server}/${body.tool}.`);
      return { server: server.variable, method };
    },
  };
}

function resultType(body: CallBody, spec: ToolSpec | undefined, catalogue: Catalogue): Type {
  const extract = body.extract ?? 'auto';
  if (extract === 'text') return STRING;
  if ((extract === 'auto' || extract === 'structured') && spec?.outputSchema) {
    const promised = typeOfSchema(spec.outputSchema, 'result');
    if (promised.kind !== 'unknown') return promised;
  }
  return typeOfValues(catalogue.recorded(body, extract));
}

function keyOf(body: CallBody, effect: EffectClass): string {
  return JSON.stringify([body.server, body.tool, effect, body.extract ?? 'auto']);
}

function* callsOf(steps: readonly Step[]): Iterable<{ readonly body: CallBody; readonly effect: EffectClass }> {
  for (const step of steps) {
    switch (step.do) {
      case 'call':
        yield { body: step, effect: step.effect };
        if (step.find) yield { body: step.find.call, effect: 'read' };
        break;
      case 'paginate':
      case 'poll':
        yield { body: step.call, effect: 'read' };
        break;
      case 'forEach':
        yield* callsOf(step.body);
        break;
      case 'if':
        yield* callsOf(step.then);
        if (step.else !== 'undemonstrated') yield* callsOf(step.else);
        break;
      case 'try':
        yield* callsOf(step.body);
        yield* callsOf(step.else);
        break;
      default:
        break;
    }
  }
}
