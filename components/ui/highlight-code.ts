import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** Languages that the studio shows; anything else is plain text. */
export type CodeLanguage =
  | 'typescript'
  | 'javascript'
  | 'json'
  | 'yaml'
  | 'python'
  | 'shell'
  | 'dockerfile'
  | 'ini'
  | 'markdown'
  | 'text';

export interface CodeToken {
  readonly text: string;
  /** Class of the colour, or undefined for plain text. Classes, not styles: no inline style is needed. */
  readonly className?: string;
}

const theme = createCssVariablesTheme({ name: 'studio', variablePrefix: '--' });

const classes: Readonly<Record<string, string>> = {
  'var(--token-keyword)': 'text-code-keyword',
  'var(--token-string)': 'text-code-string',
  'var(--token-string-expression)': 'text-code-string',
  'var(--token-constant)': 'text-code-constant',
  'var(--token-function)': 'text-code-function',
  'var(--token-comment)': 'text-code-comment',
  'var(--token-link)': 'text-accent',
};

const grammars = {
  typescript: () => import('shiki/langs/typescript.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  shell: () => import('shiki/langs/shellscript.mjs'),
  dockerfile: () => import('shiki/langs/dockerfile.mjs'),
  ini: () => import('shiki/langs/ini.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
} as const;

const names: Readonly<Record<string, string>> = { shell: 'shellscript' };

let highlighter: Promise<HighlighterCore> | undefined;

/** Splits code into lines of coloured tokens. Loads the grammar on first use; pure JavaScript, no wasm, no eval. */
export async function highlightCode(code: string, language: CodeLanguage): Promise<readonly (readonly CodeToken[])[]> {
  if (language === 'text') return plainLines(code);
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const shiki = await highlighter;
  await shiki.loadLanguage(grammars[language]);
  // The first line pays for the grammar; on a busy machine the library's half second leaves the rest without colours.
  const limits = { tokenizeTimeLimit: 10_000 };
  const { tokens } = shiki.codeToTokens(code, { lang: names[language] ?? language, theme: 'studio', ...limits });
  return tokens.map((line) =>
    line.map(({ content, color }) => ({ text: content, className: color ? classes[color] : undefined })),
  );
}

/** The lines before, or without, colours. */
export function plainLines(code: string): readonly (readonly CodeToken[])[] {
  return code.split('\n').map((text) => [{ text }]);
}

/** The language of a file by its name. */
export function languageOf(path: string): CodeLanguage {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^Dockerfile/.test(name)) return 'dockerfile';
  const byEnding: Readonly<Record<string, CodeLanguage>> = {
    ts: 'typescript',
    mts: 'typescript',
    tsx: 'typescript',
    js: 'javascript',
    mjs: 'javascript',
    json: 'json',
    yaml: 'yaml',
    yml: 'yaml',
    py: 'python',
    sh: 'shell',
    md: 'markdown',
    service: 'ini',
    timer: 'ini',
    toml: 'ini',
    env: 'shell',
  };
  return byEnding[name.slice(name.lastIndexOf('.') + 1)] ?? 'text';
}
