/**
 * Every name that the exporter gives is made here: from the workflow's own ids (which are plain identifiers), from
 * well-formed tool names, and from counters. A name that a server chose badly never becomes an identifier.
 */
export interface NameScope {
  /** The first wish that is free, else the first free one of the last wish and a number: `wish2`, `wish3`, … */
  take(...wishes: readonly [string, ...string[]]): string;
}

export function nameScope(reserved: Iterable<string>): NameScope {
  const taken = new Set<string>(reserved);
  return {
    take(...wishes) {
      const last = wishes.at(-1) ?? wishes[0];
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

export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * What a step's value is called: the thing and not the deed. `listPullRequests` → `pullRequests`,
 * `createIssue` → `issue`; other ids stay as they are.
 */
export function valueName(stepId: string): string {
  const thing = /^(?:list|get|search|find|fetch|query|read|load|create|add|open|make|new)([A-Z][A-Za-z0-9]*)$/.exec(
    stepId,
  )?.[1];
  return thing === undefined ? stepId : thing.charAt(0).toLowerCase() + thing.slice(1);
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
