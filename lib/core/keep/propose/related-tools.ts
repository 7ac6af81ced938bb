import { isJsonArray, isJsonObject, type JsonSchema } from '../../json/json.ts';
import { classifyTool } from '../../tool/classify-tool.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';

export type Relation = 'search' | 'get' | 'change' | 'remove';

const VERBS: Readonly<Record<Relation, ReadonlySet<string>>> = {
  search: new Set(['search', 'list', 'find', 'query', 'browse', 'filter']),
  get: new Set(['get', 'read', 'show', 'view', 'describe', 'fetch', 'retrieve', 'lookup']),
  change: new Set(['update', 'edit', 'modify', 'patch', 'change', 'set']),
  remove: new Set(['delete', 'remove', 'destroy']),
};

const CREATING = new Set([
  'create',
  'add',
  'new',
  'make',
  'open',
  'insert',
  'post',
  'put',
  'write',
  'save',
  'register',
]);
const FILLING = new Set(['a', 'an', 'the', 'by', 'id', 'all', 'of', 'in', 'single', 'many', 'for', 'to', 'or', 'and']);

/** Tools of the same server that do this with what the creating tool makes, closest name first. */
export function relatedTools(creating: ToolSpec, relation: Relation, tools: readonly ToolSpec[]): readonly ToolSpec[] {
  const nouns = nounsOf(creating.name);
  return tools
    .flatMap((tool) => {
      if (tool.server !== creating.server || tool.name === creating.name) return [];
      const reads = classifyTool(tool) === 'read';
      if (reads !== (relation === 'search' || relation === 'get')) return [];
      if (!wordsOf(tool.name).some((word) => VERBS[relation].has(word))) return [];
      const other = nounsOf(tool.name);
      const shared = other.filter((noun) => nouns.includes(noun)).length;
      // `list_issue_comments` shows comments, not issues: what a tool is about stands last.
      if (shared === 0 || other.at(-1) !== nouns.at(-1)) return [];
      return [{ tool, strangers: other.length + nouns.length - 2 * shared }];
    })
    .sort((a, b) => a.strangers - b.strangers)
    .map(({ tool }) => tool);
}

/** The parameter that takes the id member: `key`, `issue_key`, `issueIdOrKey`, or plain `id`. */
export function idParameter(tool: ToolSpec, member: string): string | undefined {
  const wanted = plain(member);
  const names = Object.keys(propertiesOf(tool.inputSchema));
  const nouns = nounsOf(tool.name);
  const fits = (name: string) =>
    plain(name) === wanted ||
    nouns.some((noun) => plain(name) === `${noun}${wanted}` || plain(name) === `${noun}idor${wanted}`);
  return names.find((name) => plain(name) === wanted) ?? names.find(fits);
}

export function propertiesOf(schema: JsonSchema | undefined): Readonly<Record<string, JsonSchema>> {
  const properties = isJsonObject(schema?.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => (isJsonObject(property) ? [[name, property]] : [])),
  );
}

export function requiredOf(tool: ToolSpec): readonly string[] {
  return isJsonArray(tool.inputSchema.required) ? tool.inputSchema.required.map(String) : [];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function nounsOf(name: string): readonly string[] {
  const verbs = [CREATING, FILLING, ...Object.values(VERBS)];
  return wordsOf(name)
    .filter((word) => !verbs.some((known) => known.has(word)))
    .map(stem);
}

/** One form for a word and its plural. Only compared, never shown. */
function stem(word: string): string {
  return word
    .replace(/(?:ies|y)$/, 'i')
    .replace(/(?<=s|x|ch|sh)es$/, '')
    .replace(/(?<=[^s])s$/, '');
}
