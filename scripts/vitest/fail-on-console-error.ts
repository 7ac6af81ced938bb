import { afterEach, beforeEach, vi } from 'vitest';

// A stray console.error fails a test: nothing may go wrong in silence. A test that expects one says so with
// `vi.spyOn(console, 'error').mockImplementation(() => {})`, which takes this one's place.
const said: string[] = [];
const watch = vi.fn((...parts: unknown[]) => {
  said.push(parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(' '));
});

beforeEach(() => {
  said.length = 0;
  console.error = watch;
});

afterEach(() => {
  if (said.length > 0) throw new Error(`console.error was called during this test:\n${said.join('\n')}`);
});
