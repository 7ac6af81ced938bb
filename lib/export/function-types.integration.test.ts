import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { arityOf, FUNCTION_FILES, FUNCTIONS } from '#core/functions/functions.ts';
import { printType } from './print/print-type.ts';
import { arrayOf, BOOLEAN, NULL, NUMBER, STRING, type Type, unionOf } from './program/type.ts';
import { typeOfFunctionCall } from './program/typed-function.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'function-types-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RECORD: Type = {
  kind: 'object',
  members: [
    { name: 'key', type: STRING, optional: false },
    { name: 'count', type: NUMBER, optional: false },
  ],
};
const TYPES: readonly Type[] = [
  STRING,
  NUMBER,
  BOOLEAN,
  { kind: 'literal', value: 2 },
  { kind: 'literal', value: 'days' },
  unionOf([STRING, NULL]),
  arrayOf(STRING),
  arrayOf(unionOf([NUMBER, NULL])),
  arrayOf(RECORD),
  RECORD,
];

test('what the exporter believes of every function, the compiler believes too', () => {
  const calls = Object.keys(FUNCTIONS).flatMap((name) => combinationsFor(name).map((args) => ({ name, args })));
  const typed = calls.flatMap(({ name, args }) => {
    const result = typeOfFunctionCall(name, args);
    return result === null ? [] : [{ name, args, result }];
  });
  expect(new Set(typed.map(({ name }) => name)).size).toBeGreaterThan(55);
  const lines = typed.map(({ name, args, result }, index) => {
    const params = args.map((arg, at) => `a${at}: ${printType(arg)}`).join(', ');
    const given = args.map((_, at) => `a${at}`).join(', ');
    return `export const c${index} = (${params}): ${printType(result)} => ${name}(${given});`;
  });
  const imports = [...new Set(typed.map(({ name }) => name))].map(
    (name) => `import { ${name} } from '#core/functions/${FUNCTION_FILES[name]}.ts';`,
  );
  writeFileSync(join(folder, 'calls.ts'), `type Loose = any;\n${imports.join('\n')}\n${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', imports: { '#core/*': './core/*' } }));
  symlinkSync(join(ROOT, 'lib/core'), join(folder, 'core'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const options =
    '--ignoreConfig --noEmit --strict --skipLibCheck --allowImportingTsExtensions --target es2024 --module nodenext --types node'.split(
      ' ',
    );
  expect(compile([...options, join(folder, 'calls.ts')])).toBe('');
});

function combinationsFor(name: string): readonly (readonly Type[])[] {
  const spec = FUNCTIONS[name];
  if (!spec) return [];
  const { least, most } = arityOf(spec);
  const combinations: (readonly Type[])[] = [];
  for (let length = least; length <= Math.min(most, 3, least + 1); length++) {
    let some: (readonly Type[])[] = [[]];
    for (let at = 0; at < length; at++) some = some.flatMap((args) => TYPES.map((type) => [...args, type]));
    combinations.push(...some);
  }
  return combinations;
}

function compile(args: readonly string[]): string {
  try {
    execFileSync(join(ROOT, 'node_modules/.bin/tsc'), [...args], { encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout)
      .split('\n')
      .slice(0, 20)
      .join('\n');
  }
}
