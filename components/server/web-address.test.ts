import { expect, test } from 'vitest';
import { webAddress } from './web-address.ts';

test('an address is shown with its host apart, as the browser will read it', () => {
  expect(webAddress('https://Bank.example:444/a?b=c#d')).toEqual({
    href: 'https://bank.example:444/a?b=c#d',
    before: 'https://',
    host: 'bank.example:444',
    after: '/a?b=c#d',
  });
  expect(webAddress('http://localhost:3000/x')?.host).toBe('localhost:3000');
  expect(webAddress('https://bаnk.example')?.host).toBe('xn--bnk-6cd.example');
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'vbscript:x',
  'http://bank.example',
  'https://bank.example@evil.example/',
  '--flag',
  'not an address',
  '',
])('%s is not opened', (text) => {
  expect(webAddress(text)).toBeNull();
});
