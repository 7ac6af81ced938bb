import type { Step, Workflow } from '#core/workflow/workflow.ts';

/** Step id to its first and last line, from 1. Steps that could not be found are left out. */
export type StepLines = Readonly<Record<string, readonly [number, number]>>;

interface Block {
  readonly start: number;
  readonly end: number;
  readonly calls: readonly string[];
  readonly head: string;
  readonly inner: readonly Block[];
}

/**
 * Finds the steps of a workflow in the code printed from it, by what the printer writes for people: the comment that
 * names the recorded calls of a statement, and the nesting of blocks. Works on formatted code of two-space indents.
 */
export function stepLines(workflow: Workflow, code: string): StepLines {
  const lines = code.split('\n');
  const from = lines.findIndex((line) => /^export (async )?function/.test(line));
  const found: Record<string, readonly [number, number]> = {};
  if (from < 0) return found;
  const blocks = blocksAt(lines, {
    from: lines.findIndex((line, at) => at >= from && line.endsWith('{')) + 1,
    indent: 2,
  });
  match(workflow.body, blocks, found);
  return found;
}

function match(
  steps: readonly Step[],
  blocks: readonly Block[],
  found: Record<string, readonly [number, number]>,
): void {
  const free = [...blocks];
  for (const step of steps) {
    const inner = childrenOf(step);
    const at = free.findIndex((block) => fits(step, block, inner));
    const block = free[at];
    if (!block) continue;
    free.splice(0, at + 1);
    found[step.id] = [block.start + 1, block.end + 1];
    match(inner, block.inner, found);
  }
}

function fits(step: Step, block: Block, inner: readonly Step[]): boolean {
  const origin = step.origin ?? [];
  if (block.calls.some((call) => origin.includes(call))) return true;
  if (inner.length === 0) return block.calls.length === 0 && new RegExp(`\\b${step.id}\\b`).test(block.head);
  const opens = { forEach: /^(for|await forEach|const \w+ = await forEach)\b/, if: /^if\b/, try: /^try\b/ };
  const pattern = step.do === 'forEach' || step.do === 'if' || step.do === 'try' ? opens[step.do] : null;
  return pattern?.test(block.head) === true && holds(block, inner);
}

/** Whether something inside the block speaks of something inside the step. */
function holds(block: Block, steps: readonly Step[]): boolean {
  const calls = new Set(
    steps.flatMap((step) => [...(step.origin ?? []), ...childrenOf(step).flatMap((child) => child.origin ?? [])]),
  );
  const mentioned = (candidate: Block): boolean =>
    candidate.calls.some((call) => calls.has(call)) || candidate.inner.some(mentioned);
  return calls.size === 0 || mentioned(block);
}

function childrenOf(step: Step): readonly Step[] {
  if (step.do === 'forEach') return step.body;
  if (step.do === 'if') return [...step.then, ...(step.else === 'undemonstrated' ? [] : step.else)];
  return step.do === 'try' ? [...step.body, ...step.else] : [];
}

/** Statements of one indent: leading comments, the statement, and the blocks inside it. */
function blocksAt(
  lines: readonly string[],
  { from, indent }: { readonly from: number; readonly indent: number },
): Block[] {
  const blocks: Block[] = [];
  let at = from;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    if (indentOf(line) < indent) break;
    const start = at;
    let comment = '';
    while ((lines[at] ?? '').trim().startsWith('//')) {
      comment += `${lines[at]}\n`;
      at += 1;
    }
    const head = (lines[at] ?? '').trim();
    let end = at;
    // The statement goes on over deeper lines, and over lines at its own indent that close what it opened.
    for (let next = at + 1; next < lines.length; next++) {
      const text = lines[next] ?? '';
      if (text.trim() === '') continue;
      const closes = indentOf(text) === indent && /^[)}\]]/.test(text.trim());
      if (indentOf(text) <= indent && !closes) break;
      end = next;
    }
    const inner = end > at ? blocksAt(lines, { from: at + 1, indent: indent + 2 }) : [];
    blocks.push({ start, end, calls: callsIn(comment), head, inner: inner.filter((block) => block.end <= end) });
    at = end + 1;
  }
  return blocks;
}

function callsIn(comment: string): string[] {
  const listed = /Recorded calls? (.*)/.exec(comment)?.[1] ?? '';
  return listed
    .split(/,\s*|\s+and\s+/)
    .map((call) => call.trim())
    .filter((call) => call !== '');
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
