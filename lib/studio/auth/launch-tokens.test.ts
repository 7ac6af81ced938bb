import { expect, test } from 'vitest';
import { createLaunchTokens } from './launch-tokens.ts';

test('a launch token lets in once', () => {
  const tokens = createLaunchTokens({ milliseconds: () => 0 });
  const token = tokens.issue();
  expect(tokens.redeem(`${token}x`)).toBe(false);
  expect(tokens.redeem(token)).toBe(true);
  expect(tokens.redeem(token)).toBe(false);
});

test('a token with a limit lapses', () => {
  let now = 0;
  const tokens = createLaunchTokens({ milliseconds: () => now });
  const late = tokens.issue({ minutes: 10 });
  const forEver = tokens.issue();
  now = 10 * 60_000;
  expect([tokens.redeem(late), tokens.redeem(forEver)]).toEqual([false, true]);
});

test('a fixed token is reusable in development only', () => {
  const make = (reusable: boolean) =>
    createLaunchTokens({ milliseconds: () => 0, fixed: { token: 'known-beforehand', reusable } });
  const [development, production] = [make(true), make(false)];
  expect([development.redeem('known-beforehand'), development.redeem('known-beforehand')]).toEqual([true, true]);
  expect([production.redeem('known-beforehand'), production.redeem('known-beforehand')]).toEqual([true, false]);
});
