import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import type { SyntaxShape } from './syntax-shape.ts';

const ruff = new Workspace({ 'target-version': 'py311' }, PositionEncoding.Utf16);

/** Lines of ruff's syntax tree that say where something stands, how it is quoted, or what a literal holds. */
const LITERALS = /^(?:range|node_index|quote_style|value): (?!\S+\($)/;

/** What remains of a Python file when every literal is forgotten: its syntax tree, and its comments. Throws where it does not parse. */
export function pythonShape(code: string): SyntaxShape {
  const nodes = ruff
    .parse(code)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !LITERALS.test(line));
  return { nodes, comments: code.split('\n').filter((line) => /^\s*#/.test(line)) };
}
