import { describe, expect, test } from 'vitest';
import { ResultShapeError, resultData } from './extract.ts';
import { errorOf } from './in-band-error.ts';
import type { ToolResult } from './tool-result.ts';

const text = (...lines: string[]): ToolResult => ({ content: [{ type: 'text', text: lines.join('\n') }] });

describe('a table', () => {
  test('in Markdown becomes records, escaped bars included, cells staying text', () => {
    const rows = resultData(
      text('Found 2:', '| id | title |', '| --- | :-: |', '| 007 | a \\| b |', '| 8 |  |'),
      'table',
    );
    expect(rows).toEqual([
      { id: '007', title: 'a | b' },
      { id: '8', title: '' },
    ]);
  });

  test('in CSV keeps quoted commas, quotes and line ends', () => {
    expect(resultData(text('id,title', '1,"a, ""b""', 'c"'), 'table')).toEqual([{ id: '1', title: 'a, "b"\nc' }]);
  });

  test('in TSV is told from commas in its cells', () => {
    expect(resultData(text('id\ttitle', '1\ta, b'), 'table')).toEqual([{ id: '1', title: 'a, b' }]);
  });

  test('that is not there has no rows', () => {
    expect(resultData(text('No results.'), 'table')).toEqual([]);
  });
});

describe('key and value lines', () => {
  test('become one record with multi-line values', () => {
    expect(
      resultData(text('Issue', 'key: OPS-1', '**Summary:** Leak: again', 'body: one', 'two', '', 'bye'), 'keyValues'),
    ).toEqual({
      key: 'OPS-1',
      Summary: 'Leak: again',
      body: 'one\ntwo',
    });
  });

  test('do not mistake a URL for a pair', () => {
    expect(resultData(text('https://a.io/x'), 'keyValues')).toEqual({});
  });

  test('cannot replace the prototype of the record', () => {
    const data = resultData(text('__proto__: x'), 'keyValues');
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });
});

describe('properties', () => {
  test('are names and values in their order, without comments, cut at the first sign', () => {
    expect(resultData(text('# labels', '[ui]', 'ui.save = Save', '', 'ui/sum=a = b', 'EMPTY ='), 'properties')).toEqual(
      [
        { key: 'ui.save', value: 'Save' },
        { key: 'ui/sum', value: 'a = b' },
        { key: 'EMPTY', value: '' },
      ],
    );
  });
});

describe('lines', () => {
  test('with bullets are the items, without them every line', () => {
    expect(resultData(text('Files:', '- a.md', '- b.md'), 'lines')).toEqual(['a.md', 'b.md']);
    expect(resultData(text('a.md', '', ' b.md '), 'lines')).toEqual(['a.md', 'b.md']);
  });

  test('that say that there is nothing are an empty list', () => {
    expect(resultData(text('No open issues found.'), 'lines')).toEqual([]);
    expect(resultData(text(''), 'lines')).toEqual([]);
  });
});

describe('JSON in text', () => {
  test('is found in a fence and in the middle of a sentence', () => {
    expect(resultData(text('Here:', '```json', '{"a":1}', '```'), 'fencedJson')).toEqual({ a: 1 });
    expect(resultData(text('Result [see] {"a":"}"} ok'), 'fencedJson')).toEqual({ a: '}' });
  });

  test('that is missing is an error with a sentence', () => {
    expect(() => resultData(text('nothing'), 'fencedJson')).toThrow(ResultShapeError);
    expect(() => resultData(text('<html>'), 'json')).toThrow('The answer is not JSON: "<html>".');
    expect(() => resultData(text('x'), 'structured')).toThrow('The answer has no structured content.');
  });
});

describe('a document', () => {
  test('keeps values, tables, lists and empty lists under their names', () => {
    const data = resultData(
      text(
        'total: 2',
        'issues:',
        '| key | title |',
        '| --- | --- |',
        '| A-1 | x |',
        'labels:',
        '- bug',
        '- p1',
        'pages:',
        'No results.',
        'next: ',
      ),
      'document',
    );
    expect(data).toEqual({
      total: '2',
      issues: [{ key: 'A-1', title: 'x' }],
      labels: ['bug', 'p1'],
      pages: [],
      next: '',
    });
  });

  test('takes headings as names', () => {
    expect(resultData(text('## Deals', '| n |', '| --- |', '| 1 |'), 'document')).toEqual({ Deals: [{ n: '1' }] });
  });
});

describe('an error', () => {
  test.each([
    [{ content: [{ type: 'text', text: 'boom' }], isError: true }, 'boom'],
    [text('{"ok":false,"error":"channel_not_found"}'), 'channel_not_found'],
    [text('{"ok":false,"error":"missing_scope","needed":"chat:write"}'), 'missing_scope'],
    [text('{"success":false,"message":"quota is used up"}'), 'quota is used up'],
    [text('{"error":{"message":"no such label"}}'), 'no such label'],
    [text('{"status":404,"message":"Not Found"}'), 'Not Found'],
    [text('Error: it broke'), 'Error: it broke'],
  ] as [ToolResult, string][])('is read from %j', (result, message) => {
    expect(errorOf(result)).toBe(message);
  });

  test.each([
    text('{"ok":true,"error":null}'),
    text('{"id":3,"error":"last build failed"}'),
    text('{"id":3,"success":false,"message":"2 tests failed"}'),
    text('{"status":"open","message":"hi"}'),
    text('Errors are rare'),
    text('[]'),
  ])('is not seen in %j', (result) => {
    expect(errorOf(result)).toBeNull();
  });
});
