import type { JqDefinition } from './jq-definitions.ts';

/** `text` begins with the parameters; `arity` is how many there are, all of them needed. */
export interface JqFunction extends JqDefinition {
  readonly arity: number;
}

/**
 * The functions of the expression library that jq can say with the same meaning, by name. Where a program would give
 * another value than jq can, the definition raises an error. Each is run against the library's own table of cases.
 */
export const JQ_FUNCTIONS: Readonly<Record<string, JqFunction>> = {
  lt: define('$a; $b', 'ordered($a; $b; $a < $b)', 'ordered'),
  le: define('$a; $b', 'ordered($a; $b; $a <= $b)', 'ordered'),
  gt: define('$a; $b', 'ordered($a; $b; $a > $b)', 'ordered'),
  ge: define('$a; $b', 'ordered($a; $b; $a >= $b)', 'ordered'),
  isEmpty: define('$value', '$value | . == null or . == "" or . == [] or . == {}'),

  contains: define(
    '$text; $phrase',
    '($text | text_or_null) as $t | ($phrase | text_or_null) as $p | $t != null and $p != null and ($p | plain | ascii_downcase) as $small | $t | ascii_downcase | contains($small)',
    'text_or_null',
    'plain',
  ),
  containsExact: tested('$text; $phrase', '$t | contains($p)'),
  startsWith: tested('$text; $phrase', '$t | startswith($p)'),
  endsWith: tested('$text; $phrase', '$t | endswith($p)'),
  lower: changed('plain | ascii_downcase', '', 'plain'),
  upper: changed('plain | ascii_upcase', '', 'plain'),
  truncate: changed('.[0:([0, ($length | whole)] | max)]', '$length', 'whole'),
  replace: changed(
    'if ($search | string) == "" then . else pieces($search) | join($by | string) end',
    '$search; $by',
    'pieces',
    'string',
  ),
  stripPrefix: changed('ltrimstr($part | string)', '$part', 'string'),
  stripSuffix: changed('if $part == "" then . else rtrimstr($part | string) end', '$part', 'string'),
  split: define(
    '$text; $separator',
    'if ($separator | string) == "" then error("split needs a separator") else ($text | text_or_null) | if . == null then [] else pieces($separator) end end',
    'string',
    'text_or_null',
    'pieces',
  ),
  lines: define(
    '$text',
    '($text | text_or_null) | if . == null then [] else gsub("\\r\\n|\\r"; "\\n") | split("\\n") | map(select(. != "")) end',
    'text_or_null',
  ),
  textBefore: define(
    '$text; $mark',
    '($text | text_or_null) | if . == null then null elif ($mark | string) == "" then "" else split($mark) | if length > 1 then .[0] else null end end',
    'text_or_null',
    'string',
  ),
  textAfter: define(
    '$text; $mark',
    '($text | text_or_null) | if . == null then null elif ($mark | string) == "" then . else split($mark) | if length > 1 then .[1:] | join($mark) else null end end',
    'text_or_null',
    'string',
  ),
  textBetween: define(
    '$text; $start; $end',
    'fn_textBefore(fn_textAfter($text; $start); $end)',
    'fn_textBefore',
    'fn_textAfter',
  ),

  length: define(
    '$value',
    '$value | if . == null or (type | IN("string", "array", "object")) then length else error("\\(tojson) has no length") end',
  ),
  first: define('$list', '($list | list_or_null) | if . == null then null else .[0] end', 'list_or_null'),
  last: define('$list', '($list | list_or_null) | if . == null then null else .[-1] end', 'list_or_null'),
  at: define(
    '$list; $index',
    '($list | list_or_null) | if . == null then null else .[$index | whole] end',
    'list_or_null',
    'whole',
  ),
  reverse: define('$list', '($list | list_or_null) // [] | reverse', 'list_or_null'),
  unique: define('$list', '($list | list_or_null) // [] | distinct', 'list_or_null', 'distinct'),
  flatten: define('$list', '($list | list_or_null) // [] | flatten(1)', 'list_or_null'),
  has: define('$list; $value', '($list | list_or_null) // [] | any(.[]; . == $value)', 'list_or_null'),
  without: define(
    '$list; $others',
    '(($others | list_or_null) // []) as $known | ($list | list_or_null) // [] | map(select(. as $item | any($known[]; . == $item) | not))',
    'list_or_null',
  ),
  join: define(
    '$list; $separator',
    '($list | list_or_null) // [] | map(text) | join($separator | string)',
    'list_or_null',
    'text',
    'string',
  ),
  sum: define(
    '$list',
    '($list | list_or_null) // [] | map(select(. != null) | number) | if all(.[]; . == floor) then add // 0 | finite else error("jq adds decimals otherwise than the program does") end',
    'list_or_null',
    'number',
    'finite',
  ),

  sub: define('$a; $b', '($a | number) - ($b | number) | finite', 'number', 'finite'),

  keys: define('$object', '($object | object_or_null) // {} | keys_unsorted', 'object_or_null'),
  values: define('$object', '($object | object_or_null) // {} | [.[]]', 'object_or_null'),
  entries: define('$object', '($object | object_or_null) // {} | to_entries', 'object_or_null'),
  pick: define(
    '$object; $names',
    '(($object | object_or_null) // {}) as $all | reduce ($names[] | string) as $name ({}; if $all | has($name) then .[$name] = $all[$name] else . end)',
    'object_or_null',
    'string',
  ),
  member: define('$object; $key', '($object | object_or_null) // {} | .[$key | string]', 'object_or_null', 'string'),

  toJson: define('$value', '[$value] | text | .[1:-1]', 'text'),
  toText: define('$value', '$value | text', 'text'),
};

/** The name under which a function of the library is defined; jq has its own of most names. */
export function jqName(name: string): string {
  return `fn_${name}`;
}

function define(params: string, body: string, ...needs: readonly string[]): JqFunction {
  return { text: `(${params}): ${body};`, arity: params.split(';').length, needs };
}

/** A test of two texts that is false where one is missing. */
function tested(params: string, test: string): JqFunction {
  const both = '($text | text_or_null) as $t | ($phrase | text_or_null) as $p';
  return define(params, `${both} | $t != null and $p != null and (${test})`, 'text_or_null');
}

/** A change of a text; a missing text stays missing. */
function changed(change: string, more: string, ...needs: readonly string[]): JqFunction {
  const params = more === '' ? '$text' : `$text; ${more}`;
  return define(params, `($text | text_or_null) | if . == null then null else ${change} end`, 'text_or_null', ...needs);
}
