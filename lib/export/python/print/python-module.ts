/** A file while it is printed: whatever it takes from elsewhere is noted, so nothing is imported that is not used. */
export interface PythonModule {
  /** A name of another module, as it stands in this one. */
  from(module: string, name: string): string;
  /** A module as a whole. */
  whole(module: string): string;
  /** Import statements, sorted as ruff sorts them. */
  imports(): string;
}

const OF_THE_STANDARD_LIBRARY = /^(?:asyncio|collections|dataclasses|pathlib|sys|typing|unittest)(?:\.|$)/;

export function pythonModule(): PythonModule {
  const modules = new Map<string, Set<string>>();
  const wholes = new Set<string>();
  const linesOf = (standard: boolean): readonly string[] => {
    const here = (module: string) => OF_THE_STANDARD_LIBRARY.test(module) === standard;
    return [
      ...[...wholes]
        .filter(here)
        .sort()
        .map((module) => `import ${module}`),
      ...[...modules]
        .filter(([module]) => here(module))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([module, names]) => `from ${module} import ${[...names].sort(byKind).join(', ')}`),
    ];
  };
  return {
    from(module, name) {
      modules.set(module, (modules.get(module) ?? new Set()).add(name));
      return name;
    },
    whole(module) {
      wholes.add(module);
      return module;
    },
    imports: () =>
      [linesOf(true), linesOf(false)]
        .filter((lines) => lines.length > 0)
        .map((lines) => `${lines.join('\n')}\n`)
        .join('\n'),
  };
}

/** Constants, then classes, then the rest. */
function byKind(a: string, b: string): number {
  const rank = (name: string) => (/^[A-Z][A-Z0-9_]+$/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** Lines further in, as the body of a block. */
export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
