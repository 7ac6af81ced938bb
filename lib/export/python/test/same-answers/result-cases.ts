import fc from 'fast-check';
import type { Json } from '#core/json/json.ts';
import { values } from './function-cases.ts';
import { anyText, jsonTexts, toolTexts } from './texts.ts';

const cell = fc.oneof(values, fc.constantFrom('id', 'name', '2026-01-01', null, true, 1));
const rows = fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 3 });

/** What spreadsheets and databases answer, and their like. */
const sheets = fc.oneof(
  rows,
  fc.record({ values: rows }),
  fc.record({
    columns: fc.array(fc.oneof(fc.record({ name: anyText }), anyText, fc.record({ label: anyText }))),
    rows,
    headers: fc.oneof(values, rows),
  }),
  fc.record({ a: fc.record({ b: fc.record({ c: fc.record({ d: rows }) }) }) }),
);

/** Answers that may say that something went wrong. */
const failures = fc.record(
  {
    ok: fc.constantFrom(true, false, null, 1),
    success: fc.boolean(),
    error: fc.oneof(anyText, fc.constantFrom(null, false, '', 0), fc.record({ message: values })),
    errors: fc.array(values, { maxLength: 1 }),
    status: fc.constantFrom(404, 200, null, 'x', 400),
    statusCode: fc.constantFrom(500, 399),
    message: fc.oneof(anyText, values),
    id: values,
  },
  { requiredKeys: [] },
);

const texts = fc.oneof(
  toolTexts,
  jsonTexts,
  failures.map((failure) => JSON.stringify(failure)),
  fc.constantFrom('Error: x', ' ERROR:\u00a0y', 'errors: z', '\ufeff{"a":1}', '\u001c[1]'),
);

export const results = fc.record(
  {
    content: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.record({ type: fc.constant('text'), text: texts }) },
        fc.constant({ type: 'image', data: '', mimeType: 'image/png' }),
      ),
      { maxLength: 2 },
    ),
    structuredContent: fc.oneof(sheets, failures, values) as fc.Arbitrary<Json>,
    isError: fc.boolean(),
  },
  { requiredKeys: ['content'] },
);

/** Messages of errors, with words and numbers that say what became of a call. */
export const errorTexts = fc
  .array(
    fc.constantFrom(
      ...['429', '503', '500', 'HTTP', 'error', 'status code', 'issue', ' ', ': ', '=', '(', 'Retry-After', '/'],
      ...[
        'try again in',
        '1.5',
        '30',
        'ms',
        'minutes',
        'mil',
        'timed out',
        'RATE-LIMIT',
        'ſ',
        'K',
        'x',
        '\n',
        '\u00a0',
      ],
    ),
    { maxLength: 7 },
  )
  .map((parts) => parts.join(''));

export const effects = fc.record(
  {
    workflow: anyText,
    server: anyText,
    tool: anyText,
    args: fc.dictionary(anyText, values, { maxKeys: 4 }),
    occurrence: fc.nat(),
    key: anyText,
  },
  { requiredKeys: ['workflow', 'server', 'tool', 'args', 'occurrence'] },
);
