import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberText } from './result-text.ts';

test('the text of a member is given byte for byte', () => {
  const result = '{ "n": 1.0, "big": 12345678901234567890, "s": "\\u00e9 \\"}\\\\" }';
  expect(memberText(`{"jsonrpc":"2.0", "id":7 ,"result": ${result} }`, 'result')).toBe(result);
  expect(memberText('{"result":1.50,"id":1}', 'result')).toBe('1.50');
  expect(memberText('{"result":"a","result":[true]}', 'result')).toBe('[true]');
  expect(memberText('{"id":1}', 'result')).toBeUndefined();
  expect(memberText('{}', 'result')).toBeUndefined();
});

test('for any object the member found is the one that JSON.parse finds', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), fc.boolean(), (others, value, spaced) => {
      const { result, ...before } = others;
      const json = JSON.stringify({ ...before, result: value, after: 'x' }, null, spaced ? 2 : 0);
      expect(JSON.parse(memberText(json, 'result') ?? 'null')).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
