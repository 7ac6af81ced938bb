import type { EffectClass } from './effect-class.ts';
import { GET_PROMPT, READ_RESOURCE, type ToolRef } from './tool-ref.ts';
import type { ToolSpec } from './tool-spec.ts';

/**
 * Whether a tool reads, writes or destroys. In this order:
 * 1. The class that the user set.
 * 2. The verb in the tool's name: its first word, else its last (`issue_read`), else the first verb inside. A second
 *    verb joined by `and` or `or` counts too, and the stronger of both wins (`get_or_create`). Verbs such as `list` are
 *    nouns as well, so `list_create` goes by its end.
 * 3. The server's hints, which nobody vouches for, only where they make the class more careful, or where the name holds
 *    no verb: `readOnlyHint: false` makes a read a write; `destructiveHint: true` makes an overwriting verb (`update`,
 *    `set`) or no verb at all `destroy`, but never a creating one (`create`, `add`, `send`); `readOnlyHint: true` makes
 *    a name without a verb a read, and so a name whose first word is a noun as well and whose last one names what is
 *    told (`run_progress` tells of a run, `post_status` may post one).
 * 4. A name that is nothing but a plural and asks for nothing is a list: `rooms`.
 * 5. Nothing known: `write`.
 */
export function classifyTool(spec: ToolSpec): EffectClass {
  let known = classes.get(spec);
  if (known === undefined) {
    known = classOf(spec);
    classes.set(spec, known);
  }
  return known;
}

/** Asked for at every call of every replay, and the same for the same tool. */
const classes = new WeakMap<ToolSpec, EffectClass>();

function classOf(spec: ToolSpec): EffectClass {
  if (spec.effect) return spec.effect;
  const verb = verbOf(spec.name);
  const hints = spec.annotations;
  switch (verb) {
    case 'read':
      return hints?.readOnlyHint === false ? 'write' : 'read';
    case 'create':
      return hints?.readOnlyHint === true && maySpeakOf(spec.name) ? 'read' : 'write';
    case 'change':
      if (hints?.readOnlyHint === true && maySpeakOf(spec.name)) return 'read';
      return hints?.destructiveHint === true ? 'destroy' : 'write';
    case 'destroy':
      return 'destroy';
    case undefined:
      if (hints?.readOnlyHint === true || (hints?.readOnlyHint === undefined && isPlainList(spec))) return 'read';
      return hints?.readOnlyHint === false && hints.destructiveHint === true ? 'destroy' : 'write';
  }
}

/** A name of nouns in the plural whose tool needs no argument. */
function isPlainList(spec: ToolSpec): boolean {
  const { required } = spec.inputSchema;
  return /[a-rt-z]s$/.test(wordsOf(spec.name).at(-1) ?? '') && !(Array.isArray(required) && required.length > 0);
}

/** Class of whatever a reference names: MCP's own reads are reads, a tool that no catalogue knows is a write. */
export function effectOf(ref: ToolRef, catalogue: readonly ToolSpec[]): EffectClass {
  if (ref.tool === READ_RESOURCE || ref.tool === GET_PROMPT) return 'read';
  const spec = catalogue.find((candidate) => candidate.server === ref.server && candidate.name === ref.tool);
  return spec ? classifyTool(spec) : 'write';
}

type Verb = 'read' | 'create' | 'change' | 'destroy';

const STRENGTH: Readonly<Record<Verb, number>> = { read: 0, create: 1, change: 2, destroy: 3 };

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ...named('read', 'get list read search find fetch query describe show view count check lookup retrieve browse'),
  ...named(
    'read',
    'calculate compute analyze validate verify translate estimate match filter scan aggregate enumerate',
  ),
  ...named(
    'read',
    'ls cat grep tail load head stat ping whoami diff compare preview explain inspect discover poll download peek has is',
  ),
  ...named('create', 'create add post send insert open submit publish append upload start invite register reply'),
  ...named('create', 'comment notify schedule trigger fork copy clone duplicate book order request assign attach'),
  ...named('create', 'subscribe follow star link log record enqueue push import store save make new generate run'),
  ...named('change', 'update set edit change modify patch put write replace move rename merge close reopen resolve'),
  ...named('change', 'transition complete approve reject enable disable lock unlock archive unarchive restore mark'),
  ...named('change', 'apply execute upsert sync reset cancel stop pause resume unassign transfer convert toggle'),
  ...named('change', 'transform rewrite override overwrite'),
  ...named('destroy', 'delete remove destroy drop purge erase wipe revoke truncate clear uninstall unlink kill ban'),
]);

/** Verbs that are nouns as well: the verb at the other end of the name goes before (`list_create`, `order_search`). */
const NOUN_LIKE = new Set(
  `list query view check count search poll diff stat match filter scan comment order fork star link log record request
  book import post run schedule start copy trigger store merge reset lock mark patch clone tail head`.split(/\s+/),
);

/** Last words that name what is read. */
const READ_NOUNS = new Set(['history', 'info', 'details', 'detail', 'stats', 'status', 'schema', 'metadata', 'tree']);

/** Last words that name what is told of the thing before them, where that is no verb. */
const TOLD_NOUNS = new Set([...READ_NOUNS, 'progress', 'state', 'result', 'results', 'outcome', 'output', 'summary']);

/** Whether the only verb of a name may be the noun that it asks about: the run of `run_progress`. */
function maySpeakOf(name: string): boolean {
  const words = wordsOf(name);
  const others = words.slice(1, -1);
  return NOUN_LIKE.has(words[0] ?? '') && TOLD_NOUNS.has(words.at(-1) ?? '') && !others.some((word) => VERBS.has(word));
}

function verbOf(name: string): Verb | undefined {
  const words = wordsOf(name);
  const first = VERBS.get(words[0] ?? '');
  const last = VERBS.get(words.at(-1) ?? '');
  const joined = words.flatMap((word, index) => {
    const verb = VERBS.get(word);
    return verb && (words[index - 1] === 'or' || words[index - 1] === 'and') ? [verb] : [];
  });
  const main = mainVerb(words, first, last);
  return main && joined.reduce((strongest, verb) => (STRENGTH[verb] > STRENGTH[strongest] ? verb : strongest), main);
}

function mainVerb(words: readonly string[], first: Verb | undefined, last: Verb | undefined): Verb | undefined {
  if (first && !(NOUN_LIKE.has(words[0] ?? '') && last)) return first;
  if (last) return last;
  if (READ_NOUNS.has(words.at(-1) ?? '')) return 'read';
  return words.map((word) => VERBS.get(word)).find((verb) => verb !== undefined);
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function named(verb: Verb, words: string): [string, Verb][] {
  return words.split(' ').map((word) => [word, verb]);
}
