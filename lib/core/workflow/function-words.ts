/** Says a function with its arguments, which are words already: `the number of pulls`, `title in small letters`. */
type Words = (...args: readonly string[]) => string;

/** Words between the two sides of a test, and between them where it does not hold. */
export const TESTS: Readonly<Record<string, { readonly holds: string; readonly fails: string }>> = {
  eq: { holds: 'is', fails: 'is not' },
  ne: { holds: 'is not', fails: 'is' },
  lt: { holds: 'is less than', fails: 'is not less than' },
  le: { holds: 'is at most', fails: 'is not at most' },
  gt: { holds: 'is more than', fails: 'is not more than' },
  ge: { holds: 'is at least', fails: 'is not at least' },
  contains: { holds: 'contains', fails: 'does not contain' },
  containsExact: { holds: 'contains exactly', fails: 'does not contain exactly' },
  startsWith: { holds: 'begins with', fails: 'does not begin with' },
  endsWith: { holds: 'ends with', fails: 'does not end with' },
  matches: { holds: 'has the form', fails: 'has not the form' },
  has: { holds: 'includes', fails: 'does not include' },
  before: { holds: 'is before', fails: 'is not before' },
  after: { holds: 'is after', fails: 'is not after' },
};

const between =
  (word: string): Words =>
  (...args) =>
    args.join(` ${word} `);
const after =
  (words: string): Words =>
  (text = '') =>
    `${text} ${words}`;
const before =
  (words: string): Words =>
  (...args) =>
    `${words} ${args.join(', ')}`;

/** Every function of the library that is no test, in words. */
export const FUNCTION_WORDS: Readonly<Record<string, Words>> = {
  coalesce: between('or else'),
  findIn: (text = '', pattern = '') => `the ${bare(pattern)} in ${text}`,
  lower: after('in small letters'),
  upper: after('in capitals'),
  title: after('with capital initials'),
  capitalize: after('with a capital first letter'),
  slug: after('as a slug'),
  kebab: after('in kebab-case'),
  snake: after('in snake_case'),
  camel: after('in camelCase'),
  trim: after('without space around it'),
  truncate: (text = '', length = '') => `the first ${length} characters of ${text}`,
  initials: before('the initials of'),
  replace: (text = '', search = '', by = '') => `${text} with ${by} for ${search}`,
  split: (text = '', separator = '') => `${text} split at ${separator}`,
  lines: before('the lines of'),
  readItems: before('the list in'),
  readTable: before('the table in'),
  padStart: (text = '', length = '', fill) => `${text} filled up to ${length}${fill ? ` with ${fill}` : ''}`,
  stripPrefix: (text = '', prefix = '') => `${text} without ${prefix} in front`,
  stripSuffix: (text = '', suffix = '') => `${text} without ${suffix} at its end`,
  textBefore: (text = '', mark = '') => `what stands before ${mark} in ${text}`,
  textAfter: (text = '', mark = '') => `what stands after ${mark} in ${text}`,
  wordAfter: (text = '', mark = '') => `the word after ${mark} in ${text}`,
  textBetween: (text = '', start = '', end = '') => `what stands between ${start} and ${end} in ${text}`,
  emailPart: (text = '', part = '') => `the ${bare(part)} of ${text}`,
  add: between('+'),
  sub: between('−'),
  mul: between('×'),
  div: between('÷'),
  mod: between('modulo'),
  percent: (part = '', whole = '') => `${part} in per cent of ${whole}`,
  round: (number = '', digits) => `${number} rounded${digits ? ` to ${digits} digits` : ''}`,
  fixed: (number = '', digits = '') => `${number} with ${digits} digits after the point`,
  grouped: (number = '', digits = '') =>
    digits === '0' ? `${number} with its thousands marked` : `${number} with its thousands marked and ${digits} digits`,
  toNumber: (value = '') => value,
  numberIn: before('the number in'),
  length: before('the number of'),
  count: (list = '', value) => (value ? `how often ${value} is in ${list}` : `the number of ${list}`),
  sum: before('the sum of'),
  avg: before('the mean of'),
  min: before('the least of'),
  max: before('the greatest of'),
  first: before('the first of'),
  last: before('the last of'),
  at: (list = '', index = '') => (/^\d+$/.test(index) ? `item ${Number(index) + 1} of ${list}` : `${list} at ${index}`),
  reverse: after('in reverse order'),
  slice: (list = '', start = '', end) =>
    end === undefined
      ? `${list} from ${start} on`
      : start === '0'
        ? `the first ${end} of ${list}`
        : `${list} from ${start} up to ${end}`,
  unique: after('without repeats'),
  flatten: after('as one list'),
  without: (list = '', others = '') => `${list} without those in ${others}`,
  concat: between('followed by'),
  numbered: after('with numbers in front'),
  join: (list = '', separator = '') => `${list} joined with ${separator}`,
  keys: before('the names in'),
  values: before('the values in'),
  entries: before('the names and values in'),
  merge: between('merged with'),
  pick: (object = '', names = '') => `only ${names} of ${object}`,
  indexBy: (list = '', key = '') => `${list} by their ${bare(key)}`,
  member: (object = '', key = '') => `${key} of ${object}`,
  toText: (value = '') => value,
  toJson: (value = '') => `${value} as JSON`,
  fromJson: after('read as JSON'),
  markdownTable: (headers = '', rows = '') => `a table of ${rows} under ${headers}`,
  nextVersion: (text = '', part = '') => `the next ${bare(part)} version after ${text}`,
  urlPart: (text = '', part = '', which) => `the ${bare(part)}${which ? ` ${which}` : ''} of ${text}`,
  pathBase: before('the file name of'),
  pathStem: before('the file name without its extension of'),
  pathExt: before('the extension of'),
  pathDir: before('the folder of'),
  dateAdd: (date = '', amount = '', unit = '') =>
    amount.startsWith('-')
      ? `${amount.slice(1)} ${units(unit, amount)} before ${date}`
      : `${amount} ${units(unit, amount)} after ${date}`,
  dateDiff: (from = '', to = '', unit = '') => `the ${units(unit)} from ${from} to ${to}`,
  dateStart: (date = '', unit = '') => `the start of the ${bare(unit)} of ${date}`,
  formatDuration: (seconds = '', pattern = '') => `${seconds} written as ${pattern}`,
  formatDate: (date = '', pattern = '') => `${date} written as ${pattern}`,
  parseDate: after('as a date'),
  fromEpoch: (count = '') => `${count} as a time`,
};

/** A quoted word without its quotes, where it names a part and is no text of its own. */
function bare(text: string): string {
  return text.replace(/^“(.*)”$/, '$1');
}

function units(unit: string, amount = ''): string {
  const word = bare(unit).replace(/s$/, '');
  return amount.replace('-', '') === '1' ? word : `${word}s`;
}
