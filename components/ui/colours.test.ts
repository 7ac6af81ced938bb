import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');

function colours(selector: string): Record<string, string> {
  const start = css.indexOf(`\n${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]));
}

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const texts = ['fg', 'muted', 'faint', 'accent', 'ok', 'warn', 'bad', 'effect-read', 'effect-write', 'effect-destroy'];
const origins = ['input', 'reference', 'computed', 'constant', 'judgement'].map((name) => `origin-${name}`);
const code = ['keyword', 'string', 'constant', 'function', 'comment'].map((name) => `code-${name}`);

describe.each([
  ['light', ':root'],
  ['dark', '.dark'],
])('the %s theme', (_, selector) => {
  const theme = colours(selector);
  const of = (name: string) => theme[name] ?? expect.fail(`globals.css has no --${name} in ${selector}`);

  it.each([...texts, ...origins, ...code])('shows %s text with AA contrast on every surface', (name) => {
    for (const surface of ['bg', 'surface', 'raised', 'sunken']) {
      expect(contrast(of(name), of(surface)), `${name} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('shows the text of a primary button with AA contrast', () => {
    expect(contrast(of('on-accent'), of('accent-fill'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('on-accent'), of('accent-fill-hover'))).toBeGreaterThanOrEqual(4.5);
  });

  it('shows text on the soft accent with AA contrast', () => {
    for (const name of ['fg', 'muted', 'accent']) {
      expect(contrast(of(name), of('accent-soft')), name).toBeGreaterThanOrEqual(4.5);
    }
  });
});
