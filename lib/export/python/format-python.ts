import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';

export const LINE_LENGTH = 100;

/** Rules of pyproject.toml, and of the proof: pycodestyle, pyflakes, the order of imports, ways of older Pythons. */
export const LINT_RULES: readonly string[] = ['E', 'F', 'I', 'UP'];

/** A long text is a value, and stays in one piece. */
export const LINT_EXCEPTIONS: readonly string[] = ['E501'];

/** Modules of a bundle; a checker that sees one file at a time cannot know. */
export const OWN_MODULES: readonly string[] = ['inputs', 'judgements', 'keep', 'main', 'runtime', 'tools', 'workflow'];

let workspace: Workspace | undefined;

function ruff(): Workspace {
  workspace ??= new Workspace(
    {
      'target-version': 'py311',
      'line-length': LINE_LENGTH,
      lint: {
        select: LINT_RULES,
        ignore: LINT_EXCEPTIONS,
        isort: { 'known-first-party': OWN_MODULES },
      },
    },
    PositionEncoding.Utf16,
  );
  return workspace;
}

/** Lays out Python as people expect it. Throws where the text does not parse. */
export function formatPython(text: string): string {
  return ruff().format(text);
}

export interface PythonFinding {
  readonly rule: string;
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
}

/** What a linter has to say about a file; a file that does not parse is a finding too. */
export function lintPython(text: string): readonly PythonFinding[] {
  const found: readonly { code: string | null; message: string; start_location: { row: number } }[] =
    ruff().check(text);
  return found.map(({ code, message, start_location }) => ({
    rule: code ?? 'syntax',
    message,
    line: start_location.row,
  }));
}
