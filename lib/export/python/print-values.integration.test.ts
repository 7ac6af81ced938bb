import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FUNCTIONS } from '#core/functions/functions.ts';
import { findPython, NO_PYTHON } from './find-python.ts';
import { printString, printTemplateText, printValue } from './print/print-value.ts';
import { runtimeFunction, VALUE_NAMES } from './runtime-names.ts';

const folder = mkdtempSync(join(tmpdir(), 'python-values-'));
let python = 'python3';
beforeAll(async () => {
  symlinkSync(join(import.meta.dirname, 'runtime'), join(folder, 'runtime'));
  python = (await findPython()) ?? fail();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TRICKS = [
  '"',
  "'",
  '\\',
  '{',
  '}',
  '{{',
  '\\N{BELL}',
  '\n',
  '\r',
  '\u2028',
  '\0',
  '\u202e',
  '\ud800',
  '😀',
  '%s',
  '</script>',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...TRICKS), fc.string({ maxLength: 8, unit: 'binary' })), { maxLength: 6 })
  .map((parts) => parts.join(''));

test('values in Python text are the same values again, in text and out of it', () => {
  const values = fc.sample(fc.jsonValue(), { numRuns: 400, seed: 7 });
  const texts = fc.sample(hostile, { numRuns: 1500, seed: 7 });
  const numbers = [0, -0, 1e21, 1e-7, 123456789012345680000, 2 ** 53, 0.1, -1.5e300, 5e-324];
  writeFileSync(
    join(folder, 'values.py'),
    `from runtime.json_text import json_text

x = "x"
print(json_text([${[...values, ...numbers].map((value) => printValue(value as never)).join(',\n')}]))
print(json_text([${texts.map(printString).join(',\n')}]))
print(json_text([${texts.map((text) => `f"${printTemplateText(text)}{x}"`).join(',\n')}]))
`,
  );
  const [plain, strings, templates] = run('values.py')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(plain).toEqual(JSON.parse(JSON.stringify([...values, ...numbers])));
  expect(strings).toEqual(texts);
  expect(templates).toEqual(texts.map((text) => `${text}x`));
});

test('the runtime has every function where programs import it from', () => {
  const names = [
    ...Object.keys(FUNCTIONS).map(runtimeFunction),
    ...VALUE_NAMES.map((name) => ({ module: name === 'ABSENT' ? 'runtime.absent' : 'runtime.values', name })),
  ];
  const imports = names.map(({ module, name }) => `from ${module} import ${name}`);
  expect(imports.length).toBeGreaterThan(90);
  writeFileSync(join(folder, 'names.py'), `${imports.join('\n')}\nprint("all there")\n`);
  expect(run('names.py').trim()).toBe('all there');
});

function run(file: string): string {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8' };
  return execFileSync(python, [join(folder, file)], { encoding: 'utf8', env, maxBuffer: 64 * 1024 * 1024 });
}

function fail(): never {
  throw new Error(NO_PYTHON);
}
