import type { LanguageRules } from './language-rules.ts';
import { camelCaseOf, isOwnName, plainName } from './names.ts';
import type { Value } from './value.ts';

/** Ids that say only that there is an item. */
const SAYS_NOTHING = /^(?:item|element|entry|row|value|x|it)$/;

/** What a lambda calls the item that it looks at: `pull`, else `each`. The workflow's id of it says what it is. */
export function lambdaNames(id: string, list: Value, rules: LanguageRules): readonly [string, ...string[]] {
  const name = itemName(id, list, rules);
  return name === null ? ['item', 'each'] : [name, 'each', `${name}Item`];
}

/** What a loop calls its item: `pull`, else `eachPull`. */
export function loopNames(id: string, list: Value, rules: LanguageRules): readonly [string, ...string[]] {
  const name = itemName(id, list, rules);
  return name === null ? ['item', 'eachItem'] : [name, `each${name.charAt(0).toUpperCase()}${name.slice(1)}`];
}

/** The id without the number that made it unique; where it says nothing, the singular of the list's name; else null. */
function itemName(id: string, list: Value, { spell }: LanguageRules): string | null {
  const plain = plainName(id);
  if (!SAYS_NOTHING.test(plain)) return plain;
  const of = nameOfList(list, spell);
  const one = of === null ? null : singular(of);
  return one !== null && one !== of && isOwnName(one) && one.length <= 30 ? one : null;
}

/** `issue.labels` is called `labels`, also where it is filtered, sorted or checked first. */
function nameOfList(list: Value, spell: LanguageRules['spell']): string | null {
  switch (list.is) {
    case 'name':
    case 'input':
      return camelCaseOf(list.name, spell);
    case 'member':
      return camelCaseOf(list.key, spell);
    case 'over':
      return list.op === 'filter' ? nameOfList(list.list, spell) : null;
    case 'sort':
      return nameOfList(list.list, spell);
    case 'search':
      return list.op === 'uniqueBy' ? nameOfList(list.list, spell) : null;
    case 'call': {
      const [only] = list.args;
      return list.name === 'list' && only ? nameOfList(only, spell) : null;
    }
    default:
      return null;
  }
}

/** English rules, good enough to name one of many: `stories` → `story`, `boxes` → `box`, `status` stays. */
export function singular(name: string): string {
  if (name.length < 4 || /(?:ss|us|is|news)$/i.test(name)) return name;
  if (/ies$/.test(name)) return `${name.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss|z)es$/.test(name)) return name.slice(0, -2);
  return /s$/.test(name) ? name.slice(0, -1) : name;
}
