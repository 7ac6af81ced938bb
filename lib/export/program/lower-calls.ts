import type { Json } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { Extractor } from '#core/tool/result-data.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { CallBody, Step, Workflow } from '#core/workflow/workflow.ts';
import type { LanguageRules } from './language-rules.ts';
import { methodName, type NameScope, nameScope, pascalCase, serverName } from './names.ts';
import type { ProgramMethod, ProgramServer } from './program.ts';
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

interface Server extends Omit<ProgramServer, 'alias' | 'methods'> {
  readonly methods: ProgramMethod[];
  readonly scope: NameScope;
}

/** One method per tool, effect class and extractor, in the order in which the workflow first uses them. */
export function tabulateCalls(
  workflow: Workflow,
  {
    catalogue,
    rules,
    names,
  }: { readonly catalogue: Catalogue; readonly rules: LanguageRules; readonly names: NameScope },
): CallTable {
  const { reserved, spell, canName } = rules;
  const servers = new Map<string, Server>();
  const methods = new Map<string, ProgramMethod>();
  const typeNames = nameScope([], (name) => name);
  const argumentNames = argumentsByMethod(workflow);

  for (const { body, effect } of callsOf(workflow.body)) {
    const key = keyOf(body, effect);
    if (methods.has(key)) continue;
    let server = servers.get(body.server);
    if (!server) {
      const alias = serverName(body.server, `server${servers.size + 1}`);
      server = {
        variable: names.take(alias),
        typeName: typeNames.take(pascalCase(alias)),
        methods: [],
        scope: nameScope(reserved, spell),
      };
      servers.set(body.server, server);
    }
    const plain = methodName(body.tool, `tool${server.methods.length + 1}`);
    const name = server.scope.take(plain);
    const spec = catalogue.tools.find((tool) => tool.server === body.server && tool.name === body.tool);
    const args = spec ? typeOfSchema(spec.inputSchema, 'arguments') : UNKNOWN;
    const declared = args.kind === 'object' ? args.members.map((member) => member.name) : [];
    const given = argumentNames.get(key) ?? [];
    const method: ProgramMethod = {
      name,
      tool: body.tool,
      effect,
      extract: body.extract ?? 'auto',
      typeName: typeNames.take(pascalCase(plain)),
      args,
      takesArguments: declared.length + given.length > 0,
      byName: [...declared, ...given].every(canName),
      result: resultType(body, spec, catalogue),
    };
    server.methods.push(method);
    methods.set(key, method);
  }

  return {
    servers: [...servers].map(([alias, { scope: _, ...server }]) => ({ alias, ...server })),
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

/** Names of the arguments that the workflow gives, by method. */
function argumentsByMethod(workflow: Workflow): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const { body, effect, moving } of callsOf(workflow.body)) {
    const key = keyOf(body, effect);
    const moved = moving === undefined ? [] : [moving];
    names.set(key, [...(names.get(key) ?? []), ...Object.keys(body.args), ...moved]);
  }
  return names;
}

function keyOf(body: CallBody, effect: EffectClass): string {
  return JSON.stringify([body.server, body.tool, effect, body.extract ?? 'auto']);
}

/** `moving`: the argument that goes from page to page. */
interface Call {
  readonly body: CallBody;
  readonly effect: EffectClass;
  readonly moving?: string;
}

function* callsOf(steps: readonly Step[]): Iterable<Call> {
  for (const step of steps) {
    switch (step.do) {
      case 'call':
        yield { body: step, effect: step.effect };
        if (step.find) yield { body: step.find.call, effect: 'read' };
        break;
      case 'paginate':
        yield { body: step.call, effect: 'read', moving: step.param };
        break;
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
