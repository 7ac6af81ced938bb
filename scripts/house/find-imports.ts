export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** `import … from`, `export … from`, `import 'x'`, `import('x')` and `import('x').Type`, at the start or in a statement. */
const FROM = /^[ \t]*(?:import|export)\s+(type\s)?[^;'"`]*?\sfrom\s*['"]([^'"\n]+)['"]/gm;
const BARE = /^[ \t]*import\s*['"]([^'"\n]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]/g;

/** What a TypeScript file imports. Reads the text: types count too, and no compiler has to run. */
export function findImports(source: string): readonly Import[] {
  const text = withoutComments(source);
  const lineAt = (index: number) => text.slice(0, index).split('\n').length;
  return [
    ...[...text.matchAll(FROM)].map((match) => ({
      specifier: match[2] ?? '',
      typeOnly: match[1] !== undefined,
      line: lineAt(match.index + match[0].length),
    })),
    ...[...text.matchAll(BARE), ...text.matchAll(DYNAMIC)].map((match) => ({
      specifier: match[1] ?? '',
      typeOnly: false,
      line: lineAt(match.index),
    })),
  ];
}

/** Comments as blanks, line breaks kept. A `//` after a colon is an address in a string. */
function withoutComments(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
