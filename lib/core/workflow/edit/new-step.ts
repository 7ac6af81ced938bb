import { isJsonArray, isJsonObject, type Json, type JsonSchema } from '../../json/json.ts';
import { classifyTool } from '../../tool/classify-tool.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';
import { typesOfSchema } from '../static-type.ts';
import type { Expr, Id, Step, Workflow } from '../workflow.ts';
import { usedNames } from './names.ts';

/** What a person can add: a call of a tool, or a step of another kind. */
export type NewStep =
  | { readonly kind: 'call' | 'paginate' | 'poll'; readonly tool: ToolSpec }
  | { readonly kind: 'let' | 'forEach' | 'if' | 'try' | 'llm' | 'approve' | 'assert' };

/**
 * A step to begin with, well formed and under names of its own: arguments that the tool requires come from inputs of
 * that name, or are empty values of the right type to be filled in.
 */
export function newStep(workflow: Workflow, wanted: NewStep): Step {
  const taken = new Set(usedNames(workflow));
  const name = (base: string): Id => {
    let free = base;
    for (let n = 2; taken.has(free); n += 1) free = `${base}${n}`;
    taken.add(free);
    return free;
  };
  const lit = (value: Json): Expr => ({ $: 'lit', value });
  switch (wanted.kind) {
    case 'call': {
      const { tool } = wanted;
      return {
        id: name(identifier(tool.name)),
        do: 'call',
        server: tool.server,
        tool: tool.name,
        args: requiredArgs(workflow, tool),
        effect: classifyTool(tool),
      };
    }
    case 'paginate': {
      const { tool } = wanted;
      const page = name('page');
      return {
        id: name(identifier(tool.name)),
        do: 'paginate',
        call: { server: tool.server, tool: tool.name, args: requiredArgs(workflow, tool) },
        param: pageParam(tool.inputSchema),
        page,
        cursor: name('cursor'),
        items: { $: 'get', from: { $: 'ref', of: 'var', id: page }, path: ['items'] },
        next: { $: 'get', from: { $: 'ref', of: 'var', id: page }, path: ['next'], missing: 'null' },
        until: {
          $: 'fn',
          name: 'isNull',
          args: [{ $: 'get', from: { $: 'ref', of: 'var', id: page }, path: ['next'], missing: 'null' }],
        },
        maxPages: 100,
      };
    }
    case 'poll': {
      const { tool } = wanted;
      const as = name('answer');
      return {
        id: name(identifier(tool.name)),
        do: 'poll',
        call: { server: tool.server, tool: tool.name, args: requiredArgs(workflow, tool) },
        as,
        until: {
          $: 'fn',
          name: 'eq',
          args: [{ $: 'get', from: { $: 'ref', of: 'var', id: as }, path: ['status'], missing: 'null' }, lit('done')],
        },
        everyMs: 5000,
        timeoutMs: 600_000,
      };
    }
    case 'let':
      return { id: name('value'), do: 'let', value: lit('') };
    case 'forEach':
      return { id: name('eachItem'), do: 'forEach', in: lit([]), each: name('item'), body: [] };
    case 'if':
      return { id: name('choice'), do: 'if', cond: lit(true), then: [], else: [] };
    case 'try':
      return { id: name('attempt'), do: 'try', body: [], on: { contains: [] }, else: [] };
    case 'llm':
      return {
        id: name('judgement'),
        do: 'llm',
        task: 'Say in one sentence what this is about.',
        input: {},
        output: { type: 'string' },
      };
    case 'approve':
      return { id: name('approval'), do: 'approve', show: lit('Go on?') };
    case 'assert':
      return { id: name('check'), do: 'assert', cond: lit(true), message: 'This should not have happened.' };
  }
}

function requiredArgs(workflow: Workflow, tool: ToolSpec): Record<string, Expr> {
  const properties = isJsonObject(tool.inputSchema.properties) ? tool.inputSchema.properties : {};
  const required = isJsonArray(tool.inputSchema.required) ? tool.inputSchema.required.map(String) : [];
  return Object.fromEntries(
    required.map((param) => {
      const input = workflow.inputs.find(({ name }) => name === identifier(param));
      const schema = Object.hasOwn(properties, param) ? properties[param] : undefined;
      const value = emptyValue(isJsonObject(schema) ? schema : {});
      return [param, input ? { $: 'ref', of: 'input', id: input.name } : { $: 'lit', value }];
    }),
  );
}

/** The first value that a schema allows by its enum, or else the empty one of its type. */
export function emptyValue(schema: JsonSchema): Json {
  if (schema.default !== undefined) return schema.default;
  if (isJsonArray(schema.enum) && schema.enum[0] !== undefined) return schema.enum[0];
  switch (typesOfSchema(schema)[0]) {
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    case 'null':
      return null;
    default:
      return '';
  }
}

function pageParam(schema: JsonSchema): string {
  const names = isJsonObject(schema.properties) ? Object.keys(schema.properties) : [];
  return names.find((name) => /cursor|page_?token|page$|offset/i.test(name)) ?? 'page';
}

/** `create_issue` as `createIssue`; a word that is no identifier gets one that is. */
export function identifier(text: string): Id {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? lowFirst(word) : upFirst(word))).join('');
  return /^[a-z]/.test(joined) ? joined : `step${upFirst(joined)}`;
}

function lowFirst(word: string): string {
  return /^[A-Z]+$/.test(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function upFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
