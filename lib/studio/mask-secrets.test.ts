import { describe, expect, test } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

const secrets = [
  { name: 'TOKEN', value: 'canary/1+2=é"x' },
  { name: 'PIN', value: '1234' },
];

describe('what is recorded holds no secret', () => {
  test('a secret is masked as it is and in every form in which servers echo it', () => {
    const value = 'canary/1+2=é"x';
    const echo = {
      plain: `Bearer ${value}`,
      base64: Buffer.from(value).toString('base64'),
      url: `?t=${encodeURIComponent(value)}`,
      hex: Buffer.from(value).toString('hex'),
      json: JSON.stringify({ token: value }),
      [value]: 1,
    };
    const masked = JSON.stringify(maskSecrets(echo, secrets));
    expect(masked).not.toContain('canary');
    expect(masked).not.toContain(Buffer.from(value).toString('base64').slice(0, 12));
    expect(masked).not.toContain(Buffer.from(value).toString('hex'));
    expect(masked.match(/\[secret TOKEN\]/g)?.length).toBe(6);
  });

  test('what holds none is given back as it is', () => {
    const value = { a: ['x', 1, null] };
    expect(maskSecrets(value, secrets)).toBe(value);
  });

  test('a value too short to tell anything is left alone', () => {
    expect(maskSecrets('order 12345', secrets)).toBe('order 12345');
  });
});
