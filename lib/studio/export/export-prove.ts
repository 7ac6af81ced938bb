import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleCheck } from '#core/live/export-event.ts';
import type { Bundle } from '#lib/export/bundle.ts';
import { STRICT_OPTIONS } from '#lib/export/kubernetes/manifest.ts';
import { writeBundle } from '#lib/export/write-bundle.ts';
import { isSafePath } from '#lib/export/zip-bundle.ts';
import type { ProofCheck, ProofScene, Verdict } from './proof/proof-check.ts';
import { pythonChecks } from './proof/python-checks.ts';
import { runProgram } from './proof/run-program.ts';
import { typescriptChecks } from './proof/typescript-checks.ts';

export interface ProofRequest {
  readonly bundle: Bundle;
  /** Folder of the installation; its `node_modules` is what the bundle is proved with. */
  readonly installation: string;
  /** Values that may stand in no file. */
  readonly secrets: readonly string[];
  readonly onCheck?: (check: BundleCheck) => void;
  readonly signal?: AbortSignal;
}

export interface BundleProof {
  readonly proved: boolean;
  readonly checks: readonly BundleCheck[];
}

/**
 * Proves a bundle before anybody is offered it: writes it to a scratch folder, checks its types, and runs its own test,
 * which replays the recording against its mock server. Offline, with the installation's packages. The first check that
 * fails ends it; the folder is removed in any case.
 */
export async function proveBundle(request: ProofRequest): Promise<BundleProof> {
  const { bundle, installation, onCheck, signal } = request;
  const results: BundleCheck[] = [];
  const tell = (check: BundleCheck) => {
    const at = results.findIndex((each) => each.id === check.id);
    if (at < 0) results.push(check);
    else results[at] = check;
    onCheck?.(check);
  };
  const checks = checksOf(request);
  for (const { id, title } of checks) tell({ id, title, state: 'waiting', detail: '' });

  const folder = await mkdtemp(join(tmpdir(), 'tracewright-proof-'));
  try {
    writeBundle(bundle, folder);
    await symlink(join(installation, 'node_modules'), join(folder, 'node_modules'));
    for (const [index, { id, title, run }] of checks.entries()) {
      signal?.throwIfAborted();
      tell({ id, title, state: 'running', detail: '' });
      const began = performance.now();
      const { passed, ...said } = await run(folder);
      tell({ id, title, state: passed ? 'passed' : 'failed', ...said, durationMs: performance.now() - began });
      if (passed) continue;
      for (const left of checks.slice(index + 1))
        tell({ id: left.id, title: left.title, state: 'skipped', detail: '' });
      return { proved: false, checks: results };
    }
    return { proved: true, checks: results };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function checksOf({ bundle, installation, secrets, signal }: ProofRequest): readonly ProofCheck[] {
  const scene: ProofScene = { bundle, installation, signal };
  return [
    { id: 'paths', title: 'Every file stays in its folder', run: async () => checkPaths(bundle) },
    { id: 'secrets', title: 'No secret is in any file', run: async () => checkSecrets(bundle, secrets) },
    ...(bundle.language === 'python' ? pythonChecks(scene) : typescriptChecks(scene)),
    ...(bundle.strictSource === undefined ? [] : [manifestsCheck(bundle.strictSource, scene)]),
  ];
}

/** The objects were validated when they were made; this finds members that Kubernetes does not know. */
function manifestsCheck(source: string, { installation, signal }: ProofScene): ProofCheck {
  return {
    id: 'manifests',
    title: 'Every Kubernetes object fits its schema',
    run: async (folder) => {
      const file = join(folder, 'strict-objects.ts');
      await writeFile(file, source);
      const tsc = join(installation, 'node_modules', '.bin', 'tsc');
      const end = await runProgram(process.execPath, [tsc, ...STRICT_OPTIONS, file], { folder, signal });
      const count = source.split('\nexport const ').length - 1;
      return end.passed
        ? { passed: true, detail: `${count} objects, unknown members included` }
        : { passed: false, detail: end.output };
    },
  };
}

function checkPaths(bundle: Bundle): Verdict {
  const bad = bundle.files.find(({ path }) => !isSafePath(path));
  return bad
    ? { passed: false, detail: `The path ${JSON.stringify(bad.path)} is not safe.` }
    : { passed: true, detail: `${bundle.files.length} files` };
}

function checkSecrets(bundle: Bundle, secrets: readonly string[]): Verdict {
  const known = secrets.filter((secret) => secret.length >= 6);
  const leaking = bundle.files.find(({ text }) => known.some((secret) => text.includes(secret)));
  return leaking
    ? { passed: false, detail: `A secret of the vault stands in ${leaking.path}.` }
    : { passed: true, detail: lookedFor(known.length) };
}

function lookedFor(count: number): string {
  if (count === 0) return 'The studio keeps none.';
  return count === 1 ? 'One known secret was looked for.' : `${count} known secrets were looked for.`;
}
