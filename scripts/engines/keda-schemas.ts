import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runProgram } from './run-program.ts';

const MODULE = 'github.com/kedacore/keda/v2@v2.21.0';
const KINDS = { scaledobject: 'scaledobjects', triggerauthentication: 'triggerauthentications' } as const;

type Schema = Record<string, unknown>;

/** KEDA's own schemas (out of its Go module) as kubeconform looks for them, into a folder. Throws where they cannot be had. */
export function writeKedaSchemas(folder: string): void {
  const { Dir }: { readonly Dir: string } = JSON.parse(
    runProgram('go', ['mod', 'download', '-json', MODULE], { cwd: folder }),
  );
  for (const [kind, file] of Object.entries(KINDS)) {
    const { spec } = parse(readFileSync(join(Dir, 'config/crd/bases', `keda.sh_${file}.yaml`), 'utf8'));
    const schema = closed(spec.versions[0].schema.openAPIV3Schema);
    writeFileSync(join(folder, `${kind}-keda-v1alpha1.json`), JSON.stringify(schema));
  }
}

/** A cluster drops members that a schema does not name; here they are an error. `metadata` is Kubernetes's own. */
function closed(schema: Schema): Schema {
  const entries = Object.entries(schema).map(([name, value]) => [name, closedMember(value)]);
  const own: Schema = Object.fromEntries(entries);
  return 'properties' in own && !('additionalProperties' in own) ? { ...own, additionalProperties: false } : own;
}

function closedMember(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closedMember);
  return typeof value === 'object' && value !== null ? closed(value as Schema) : value;
}
