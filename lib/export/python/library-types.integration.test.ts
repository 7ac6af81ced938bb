import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { arityOf, FUNCTIONS } from '#core/functions/functions.ts';
import { arrayOf, BOOLEAN, INTEGER, NULL, NUMBER, STRING, type Type, unionOf } from '../program/type.ts';
import { typeOfFunctionCall } from '../program/typed-function.ts';
import { PYTHON_FOLDER, runPython } from './test/same-answers/ask-python.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'python-types-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What needs no package, and is checked as strictly as pyright can. */
const LIBRARY = [
  'absent.py',
  'code_units.py',
  'functions',
  'javascript_pattern.py',
  'json_equal.py',
  'json_hash.py',
  'json_path.py',
  'json_text.py',
  'json_value.py',
  'results',
  'values.py',
  'web_address',
];

const RECORD: Type = {
  kind: 'object',
  members: [
    { name: 'key', type: STRING, optional: false },
    { name: 'value', type: NUMBER, optional: false },
  ],
};

const TYPES: readonly Type[] = [
  STRING,
  NUMBER,
  INTEGER,
  BOOLEAN,
  { kind: 'literal', value: 2 },
  { kind: 'literal', value: 'days' },
  unionOf([STRING, NULL]),
  arrayOf(STRING),
  arrayOf(INTEGER),
  arrayOf(unionOf([NUMBER, NULL])),
  arrayOf(RECORD),
  RECORD,
];

test('the library is typed throughout, and what the exporter believes of every function, pyright believes too', () => {
  const calls = Object.keys(FUNCTIONS).flatMap((name) =>
    combinationsFor(name).flatMap((args) => {
      const result = typeOfFunctionCall(name, args);
      return result === null ? [] : [{ name, args, result }];
    }),
  );
  expect(new Set(calls.map(({ name }) => name)).size).toBeGreaterThan(55);
  const places = placesOfFunctions();
  const lines = calls.map(({ name, args, result }, index) => {
    const params = args.map((arg, at) => `a${at}: ${printType(arg)}`).join(', ');
    const given = args.map((_, at) => `a${at}`).join(', ');
    return `def call${index}(${params}) -> ${printType(result)}:\n    return ${places.get(name)?.name}(${given})`;
  });
  const imports = [...new Set(calls.map(({ name }) => name))].map((name) => {
    const place = places.get(name);
    return `from ${place?.module} import ${place?.name}`;
  });
  const record = 'class Record(TypedDict):\n    key: str\n    value: Any';
  writeFileSync(
    join(folder, 'calls.py'),
    ['from typing import Any, Literal, TypedDict', ...imports, record, ...lines, ''].join('\n'),
  );
  for (const name of ['runtime', 'test']) symlinkSync(join(PYTHON_FOLDER, name), join(folder, name));
  expect(checkWithPyright()).toEqual([]);
});

/** The Python module and name of every function. */
function placesOfFunctions(): ReadonlyMap<string, { readonly module: string; readonly name: string }> {
  const { stdout, stderr } = runPython([
    '-c',
    'import json\n' +
      'from runtime.functions.functions import FUNCTIONS\n' +
      'print(json.dumps([[name, {"module": f.plain.__module__, "name": f.plain.__name__}] for name, f in FUNCTIONS.items()]))',
  ]);
  expect(stderr).toBe('');
  return new Map(JSON.parse(stdout) as [string, { module: string; name: string }][]);
}

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

function printType(type: Type): string {
  switch (type.kind) {
    case 'array':
      return `list[${printType(type.items)}]`;
    case 'object':
      return type.members.some(({ name }) => name === 'key') ? 'Record' : 'dict[str, Any]';
    case 'union':
      return type.of.map(printType).join(' | ');
    case 'literal':
      return `Literal[${JSON.stringify(type.value)}]`;
    default:
      return { unknown: 'Any', null: 'None', boolean: 'bool', number: 'float', integer: 'int', string: 'str' }[
        type.kind
      ];
  }
}

/** What pyright complains of, one line each. */
function checkWithPyright(): readonly string[] {
  const settings = {
    include: ['calls.py', 'test/library', ...LIBRARY.map((name) => `runtime/${name}`)],
    extraPaths: ['.', 'test/library'],
    pythonVersion: '3.11',
    typeCheckingMode: 'strict',
  };
  writeFileSync(join(folder, 'pyrightconfig.json'), JSON.stringify(settings));
  const pyright = join(ROOT, 'node_modules/pyright/index.js');
  const { stdout, stderr } = spawnSync(process.execPath, [pyright, '--outputjson', '-p', folder], { encoding: 'utf8' });
  const report = JSON.parse(stdout || `{"problem":${JSON.stringify(stderr)}}`) as PyrightReport;
  expect(report.problem ?? '').toBe('');
  expect(report.summary?.filesAnalyzed).toBeGreaterThan(40);
  return report.generalDiagnostics.map(
    ({ file, range, message }) => `${file}:${range.start.line + 1} ${message.split('\n')[0]}`,
  );
}

interface PyrightReport {
  readonly problem?: string;
  readonly summary?: { readonly filesAnalyzed: number };
  readonly generalDiagnostics: readonly {
    readonly file: string;
    readonly message: string;
    readonly range: { readonly start: { readonly line: number } };
  }[];
}
