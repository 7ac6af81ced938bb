import fc from 'fast-check';

const characters = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code));

/**
 * Characters that programs stumble over, and letters of several scripts. None is younger than Unicode 14, which is what
 * Python 3.11 knows.
 */
const unit = fc.oneof(
  { weight: 6, arbitrary: characters(0x20, 0x7e) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...'ßİσΣςéØǅŉﬁ٣²Ⅷ漢😀𐐨\n\r\t\u00a0\u2028\ufeff\u0085\u001c\u200b’“”…',
      '\ud83d',
      '\ude00',
    ),
  },
  characters(0xa0, 0x17f),
  characters(0x3b1, 0x3c9),
  characters(0x410, 0x44f),
  characters(0x4e00, 0x5000),
  characters(0xac00, 0xac80),
  characters(0x1f600, 0x1f640),
  characters(0x300, 0x32f),
);

export const anyText = fc.string({ unit });

const shortText = fc.string({ unit, maxLength: 5 });

/** Many texts of numbers, and what looks like them. */
export const numberTexts = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.integer().map(String),
  fc.constantFrom('1,250.00', '$12', '€ 3', '8 %', '.5', '5.', '1e5', '+3', '1,2', '-1,234,567.8', '0x10', '١'),
  fc.constantFrom('PR #42, 3 files', 'v2', 'a-5', '-5', '٣5', '#1', '12,345,67'),
);

export const jsonTexts = fc.oneof(
  fc.json(),
  fc.constantFrom('1.0', '1e3', '-0', '12345678901234567890', 'NaN', '[1,]', '{"b":1,"1":2,"a":{}}', '1E400', '01'),
  fc.constantFrom('"\\ud83d"', '"\\ud83d\\ude00"', '\ufeff1', '{"a":1,"a":2}', '"\t"', "'a'", '[1e5,1.5e-9]', ' [1]'),
);

const cell = fc.oneof(fc.constantFrom('', 'a', 'a | b', 'a\\|b', '"x"', '1', 'x,y'), shortText);

const markdown = fc
  .array(
    fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells) => `| ${cells.join(' | ')} |`),
    { minLength: 1, maxLength: 3 },
  )
  .map(([header = '', ...rows]) => [header, '| --- | :-: |', ...rows].join('\n'));

const delimited = fc
  .tuple(fc.constantFrom(',', ';', '\t'), fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 3 }))
  .map(([mark, rows]) => [['a', 'b'], ...rows].map((row) => row.join(mark)).join('\n'));

const pair = fc
  .tuple(
    fc.constantFrom('key', 'Due date', '**Bold**', '__x__', '- a', 'ключ', '²x', '__²', 'a'.repeat(41), 'x-y (z)'),
    fc.constantFrom(': ', ':', ' : ', ':  ', '=', ' = '),
    cell,
  )
  .map((parts) => parts.join(''));

const line = fc.oneof(
  markdown,
  pair,
  cell.map((text) => `- ${text}`),
  cell.map((text) => `1. ${text}`),
  fc.constantFrom('', 'No results.', 'None', '(empty)', '## Heading', 'no open ïssues found!', 'a => b', '# c'),
  fc.constantFrom('export A=b', '[section]', '[1] {"a":"}"}', '{bad} [2]', '```json\n{"a":[1,2.0]}\n```'),
  cell,
);

/** Regular texts as tools answer them: tables, lists, pairs, JSON in fences, and their like in one. */
export const toolTexts = fc.oneof(
  { weight: 3, arbitrary: fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n')) },
  fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\r\n')),
  markdown,
  delimited,
);

const entryLine = fc
  .tuple(
    fc.constantFrom('- #', '- ', '', '#', '* #'),
    fc.constantFrom('a b', 'É', '²', '', 'x\u2028y', '2'),
    fc.constantFrom(' (', '(', ' <', ': ', ' '),
    fc.constantFrom('rm_1', '٣', 'of 2'),
    fc.constantFrom('), ', ')', '>: ', ' '),
    fc.constantFrom('3 members', '1 member', 'text', ''),
  )
  .map((parts) => parts.join(''));

const lineBeside = fc.constantFrom(
  ...['', '', '2 rooms:', '0 rooms:', 'No rooms.', 'Räume (2):', 'Found 2 people', 'Found 1 räume', 'Page 1 of 2'],
  ...['End', 'NEXT', 'and more…', 'a:', ':', '- a:', '#:', '\u00a0', '0 members', '٢ rooms:', 'Found 1 İ'],
);

/** Lines that are written alike or nearly so, with what stands above, between and below them. */
export const entryTexts = fc
  .tuple(
    fc.array(lineBeside, { maxLength: 2 }),
    fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant('- #a (rm_1), 3 members') }, entryLine), { maxLength: 2 }),
    fc.array(lineBeside, { maxLength: 2 }),
    fc.constantFrom('\n', '\r\n', '\n\n'),
  )
  .map(([above, entries, below, end]) => [...above, ...entries, ...below].join(end));
