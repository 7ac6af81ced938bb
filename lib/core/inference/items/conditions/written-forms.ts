import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { PromptText } from '../../words/prompt-text.ts';

/** A member in the form that another list may hold it in. */
export interface WrittenForm {
  /** Per row; undefined where the member is no text. */
  readonly values: readonly (string | undefined)[];
  readonly expr: Expr;
  readonly label: string;
}

/** A text in the user's words with one hole: `"Service: <project name>"`, `<host>.example.org`. */
export interface Template {
  readonly before: string;
  readonly after: string;
}

/** A word with a hole, which needs no quotes: `<host>.example.org`. */
const WORD_WITH_HOLE = /[^\s"'“”‘’`()<>]*<[^<>]+>[^\s"'“”‘’`()<>,;:]*/g;

const templates = new WeakMap<PromptText, readonly Template[]>();

/** The member inside each text with one hole that the user wrote: the page of a project is called "Service: <name>". */
export function writtenForms(column: Column, prompt: PromptText): readonly WrittenForm[] {
  if (!column.values.some((value) => typeof value === 'string' || typeof value === 'number')) return [];
  return templatesOf(prompt).map(({ before, after }) => ({
    values: column.values.map((value) =>
      (typeof value === 'string' && value !== '') || typeof value === 'number'
        ? `${before}${value}${after}`
        : undefined,
    ),
    expr: { $: 'text', parts: [before, column.expr, after].filter((part) => part !== '') },
    label: `"${before}${column.label}${after}"`,
  }));
}

export function templatesOf(prompt: PromptText): readonly Template[] {
  let known = templates.get(prompt);
  if (known === undefined) {
    const words = prompt.turns.flatMap(({ text }) => [...text.matchAll(WORD_WITH_HOLE)].map(([word]) => word));
    const texts = [...prompt.quoted.map(({ text }) => text), ...words.map((word) => word.replace(/[.!?]+$/, ''))];
    known = [...new Set(texts)].flatMap((text) => {
      const [, before = '', after = ''] = /^([^<>]*)<[^<>]+>([^<>]*)$/.exec(text) ?? [];
      return /[\p{L}\p{N}]/u.test(before + after) ? [{ before, after }] : [];
    });
    templates.set(prompt, known);
  }
  return known;
}
