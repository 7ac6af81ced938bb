import type { JsonObject } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Random } from '../random.ts';
import { input, text } from './expressions.ts';
import { fieldOf, type Kind, type Role, wordsOf } from './kind.ts';
import { WRITES, type WriteTool, words } from './vocabulary.ts';

/** A value that a write may carry, and what a person calls it. */
export interface Source {
  readonly expr: Expr;
  readonly words: string;
  readonly role?: Role;
}

/** Whether the value tells one record from others. */
export const isTelling = ({ role }: Source): boolean => role === 'id' || role === 'title';

/** What is written, where, and how a person says that. */
export interface Written {
  readonly write: WriteTool;
  readonly args: Readonly<Record<string, Expr>>;
  readonly words: (inputs: JsonObject) => string;
}

const FROM_LIST: readonly Role[] = ['id', 'title', 'state', 'amount', 'count', 'due', 'link', 'note'];
const FROM_LOOK: readonly Role[] = ['note', 'count', 'link', 'email'];

/** The values of a record at `from` that its list shows, or that only its look-up shows. */
export function sourcesOf(
  kind: Kind,
  from: Expr,
  view: 'list' | 'look',
  { whose = '', notes = true }: { readonly whose?: string; readonly notes?: boolean } = {},
): Source[] {
  const roles =
    view === 'list'
      ? FROM_LIST.filter((role) => !kind.hidden.has(role))
      : FROM_LOOK.filter((role) => kind.hidden.has(role));
  return roles
    .filter((role) => notes || role !== 'note')
    .map((role) => ({ expr: fieldOf(kind, role, from), words: `${whose}${wordsOf(kind, role)}`, role }));
}

/** Which sources go into which parameter, as they are or in a text around them. Every source of `must` is used. */
export function makeWritten(
  random: Random,
  options: {
    readonly may: readonly Source[];
    readonly must?: readonly Source[];
    readonly write?: WriteTool;
    readonly target?: string;
    readonly terse?: boolean;
  },
): Written {
  const { may, must = [], write = random.pick(WRITES), target = 'target', terse = false } = options;
  const slots = write.slots.slice(0, random.int(Math.max(1, must.length), 3));
  const rest = random.some(
    may.filter((source) => !must.includes(source)),
    6,
  );
  const chosen = slots.map((_, at) => must[at] ?? rest.pop()).filter((source) => source !== undefined);
  const said: string[] = [];
  const args: Record<string, Expr> = { [write.target]: input(target) };
  for (const [at, slot] of slots.entries()) {
    const source = chosen[at];
    if (source === undefined) continue;
    const more = rest.pop();
    if (random.chance(0.55) || more === undefined) {
      args[slot] = source.expr;
      said.push(`its ${source.words} as ${words(slot)}`);
    } else {
      const [before, between, after] = random.pick([
        ['', ': ', ''],
        ['', ' (', ')'],
        ['Please see ', ', ', '.'],
        ['[', '] ', ''],
        ['', ' - ', ' (new)'],
      ] as const);
      args[slot] = text(before, source.expr, between, more.expr, after);
      said.push(`the ${words(slot)} "${before}<${source.words}>${between}<${more.words}>${after}"`);
    }
  }
  const [, verb = 'write'] = write.tool.split('/');
  return {
    write,
    args,
    words: (inputs) =>
      `${words(verb)} in ${words(write.target)} ${String(inputs[target])}${terse ? '' : ` with ${said.join(' and ')}`}`,
  };
}

/** Where writes go: a name that only the user can know. */
export const targetName = (random: Random): string =>
  `${random.pick(['B', 'C', 'K', 'T'])}${random.token(4).toUpperCase()}${random.int(10, 99)}`;
