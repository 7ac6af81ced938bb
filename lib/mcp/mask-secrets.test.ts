import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecretMask } from './mask-secrets.ts';

const SECRET = 's3cr3t "q"/+ü';

test.each([
  ['as it is', SECRET],
  ['inside JSON', JSON.stringify(SECRET).slice(1, -1)],
  ['in a URL', encodeURIComponent(SECRET)],
  ['in base64', Buffer.from(SECRET).toString('base64')],
  ['in base64 for URLs', Buffer.from(SECRET).toString('base64url')],
  ['in hex', Buffer.from(SECRET).toString('hex')],
])('a secret is hidden %s', (_, form) => {
  expect(createSecretMask([SECRET]).text(`before ${form} after`)).toBe('before •••••• after');
});

test('of two secrets one of which begins like the other, no tail is left', () => {
  expect(createSecretMask(['abcdef', 'abcdefgh']).text('abcdefgh')).toBe('••••••');
});

test('a value without secrets is given back itself, one with them is a copy with keys masked too', () => {
  const mask = createSecretMask(['topsecret']);
  const clean = { a: [1, null, 'x'] };
  expect(mask.json(clean)).toBe(clean);
  expect(mask.json({ 'key-topsecret': ['topsecret', 7] })).toEqual({ 'key-••••••': ['••••••', 7] });
});

test('what is too short to be a secret is left alone', () => {
  expect(createSecretMask(['', 'on', '1234']).text('on 1234')).toBe('on 1234');
});

test('for any secret and any text around it, nothing of the secret is left', () => {
  const secret = fc.string({ minLength: 5, maxLength: 30, unit: fc.constantFrom(...'abcdefgh0123') });
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      expect(createSecretMask([value]).text(`${before}${value}${after}`)).not.toContain(value);
    }),
  );
});
