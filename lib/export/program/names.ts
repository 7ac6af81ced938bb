import type { Step } from '#core/workflow/workflow.ts';

/**
 * Every name that the exporter gives is made here: from the workflow's own ids (which are plain identifiers), from
 * well-formed tool names, and from counters. A name that a server chose badly never becomes an identifier.
 */
export interface NameScope {
  /** The first wish that is free, else the first free one of the last wish and a number: `wish2`, `wish3`, … */
  take(...wishes: readonly [string, ...string[]]): string;
  /** Every name that is reserved or given. */
  readonly taken: ReadonlySet<string>;
}

/** `spell`: how the language writes a name that comes in camelCase. */
export function nameScope(reserved: Iterable<string>, spell: (name: string) => string): NameScope {
  const taken = new Set<string>(reserved);
  return {
    taken,
    take(...camelCase) {
      const wishes = camelCase.map(spell);
      const last = wishes.at(-1) ?? '';
      let name = wishes.find((wish) => !taken.has(wish)) ?? last;
      for (let count = 2; taken.has(name); count++) name = `${last}${count}`;
      taken.add(name);
      return name;
    },
  };
}

/** `list_pull_requests` → `listPullRequests`; a name that is not plain words gives `fallback`. */
export function methodName(tool: string, fallback: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*(?:[-_./][A-Za-z0-9]+)*$/.test(tool) || tool.length > 64) return fallback;
  return camelCase(tool.split(/[-_./]/));
}

/** `code-host` → `codeHost`; an alias is `[a-z0-9_-]{1,20}` by contract, anything else gives `fallback`. */
export function serverName(alias: string, fallback: string): string {
  if (!/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/.test(alias) || alias.length > 20) return fallback;
  return camelCase(alias.split(/[-_]/));
}

/** `createIssue` → `CreateIssue`. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A name that is spelled so, as we write names: `pull_requests` → `pullRequests` where variables look like that. */
export function camelCaseOf(name: string, spell: (name: string) => string): string {
  const ours = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return spell(ours) === name ? ours : name;
}

/** `createIssue2` → `create_issue2`, `HTTPPort` → `http_port`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/**
 * What a step's value is called: the thing and not the deed. `listPullRequests` → `pullRequests`, `createIssue` →
 * `issue`; other ids stay as they are. Where that name is taken: `pullRequestsFound`, `newIssue`, `judgedFolder`, then
 * the id itself.
 */
export function valueNames(step: Step): readonly [string, ...string[]] {
  const id = plainName(step.id);
  const [, deed, thing] =
    /^(list|get|search|find|fetch|query|read|load|create|add|open|make|new)([A-Z].*)$/.exec(id) ?? [];
  if (deed !== undefined && thing !== undefined) {
    const name = thing.charAt(0).toLowerCase() + thing.slice(1);
    const other = MAKES.test(deed) ? `new${thing}` : SEEKS.test(deed) ? `${name}Found` : `${name}Details`;
    return [name, other, step.id];
  }
  switch (step.do) {
    case 'llm':
      return [id, `judged${pascalCase(id)}`, step.id];
    case 'call':
      return [id, step.effect === 'read' ? `${id}Details` : `new${pascalCase(id)}`, step.id];
    default:
      return [id, `${id}Value`, step.id];
  }
}

const MAKES = /^(?:create|add|open|make|new)$/;
const SEEKS = /^(?:list|search|find|query)$/;

/** `pull2` and `itemValue` were called so because `pull` and `item` were taken; in the code they may be free again. */
export function plainName(id: string): string {
  if (id === 'itemValue') return 'item';
  return /^[a-z]+(?:[A-Z][a-z]+)*[0-9]+$/.test(id) ? id.replace(/[0-9]+$/, '') : id;
}

/** True for the names that workflows give: plain, short, and harmless wherever they stand. */
export function isOwnName(name: string): boolean {
  return /^[a-z][A-Za-z0-9]{0,63}$/.test(name);
}

function camelCase(words: readonly string[]): string {
  return words
    .map((word, index) => {
      const rest = /^[A-Z0-9]+$/.test(word) ? word.slice(1).toLowerCase() : word.slice(1);
      return (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + rest;
    })
    .join('');
}
