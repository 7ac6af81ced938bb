import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placedBundle, textOf } from '../../lib/export/test/placed-bundle.ts';
import { isInstalled } from '../test/ensure-tools.ts';
import { runProgram } from './run-program.ts';

// CycloneDX's own library holds the schema, and everything that the schema refers to.
const place = join(tmpdir(), 'tracewright-engines', 'cyclonedx-11');
const missing = fetchLibrary();
if (missing) console.warn(`SKIPPED: no bill of materials was validated: ${missing}.`);

function fetchLibrary(): string | null {
  const complete = join(place, 'complete');
  if (existsSync(complete)) return null;
  if (!isInstalled('python3')) return 'python3 is not installed';
  try {
    runProgram('python3', ['-m', 'venv', place]);
    runProgram(join(place, 'bin/pip'), ['install', '--quiet', 'cyclonedx-python-lib[json-validation]==11.5.0']);
    writeFileSync(complete, '');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const VALIDATE = `
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read())
print(error.data.message if error else "valid")
`;

describe.skipIf(missing)('CycloneDX', () => {
  const validate = (input: string) => runProgram(join(place, 'bin/python'), ['-c', VALIDATE], { input }).trim();

  test('takes the bill of materials of an image, strictly', async () => {
    const bill = textOf(await placedBundle('compose', { on: 'manual' }, 'sqlite'), 'sbom.cdx.json');
    expect(validate(bill)).toBe('valid');
    expect(validate(bill.replace('"purl"', '"purly"'))).toContain("'purly' was unexpected");
    expect(validate(bill.replace('"SHA-512"', '"SHA-13"'))).toContain('SHA-13');
  });
});
