import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleCheck } from '#core/live/export-event.ts';
import type { Bundle } from '#lib/export/bundle.ts';
import { STRICT_OPTIONS } from '#lib/export/kubernetes/manifest.ts';
import { writeBundle } from '#lib/export/write-bundle.ts';
import { isSafePath } from '#lib/export/zip-bundle.ts';

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

type Verdict = { readonly passed: boolean; readonly detail: string; readonly output?: string };
type Check = Pick<BundleCheck, 'id' | 'title'> & { readonly run: (folder: string) => Promise<Verdict> };

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

function checksOf({ bundle, installation, secrets, signal }: ProofRequest): readonly Check[] {
  const bin = join(installation, 'node_modules', '.bin');
  const node = process.execPath;
  return [
    { id: 'paths', title: 'Every file stays in its folder', run: async () => checkPaths(bundle) },
    { id: 'secrets', title: 'No secret is in any file', run: async () => checkSecrets(bundle, secrets) },
    {
      id: 'types',
      title: 'The code type-checks',
      run: async (folder) => {
        const end = await runProgram(node, [join(bin, 'tsc'), '--noEmit', '-p', folder], folder, signal);
        const count = bundle.files.filter(({ path }) => path.endsWith('.ts')).length;
        return end.passed ? { passed: true, detail: `${count} files, strict` } : { passed: false, detail: end.output };
      },
    },
    {
      id: 'replay',
      title: 'Its own test replays the recording',
      run: async (folder) => {
        const test = join(folder, 'test', 'replay.test.ts');
        const end = await runProgram(node, ['--test', '--test-reporter=spec', test], folder, signal);
        if (!end.passed) return { passed: false, detail: reasonOf(end.output), output: end.output };
        const named = [...end.output.matchAll(/^✔ (.*?)(?: \([\d.]+ms\))?$/gm)].map((found) => found[1]);
        return { passed: named.length > 0, detail: named.join(' · ') || 'No test ran.' };
      },
    },
    ...(bundle.strictSource === undefined ? [] : [manifestsCheck(bundle.strictSource, { node, bin, signal })]),
  ];
}

/** The objects were validated when they were made; this finds members that Kubernetes does not know. */
function manifestsCheck(
  source: string,
  { node, bin, signal }: { readonly node: string; readonly bin: string; readonly signal?: AbortSignal },
): Check {
  return {
    id: 'manifests',
    title: 'Every Kubernetes object fits its schema',
    run: async (folder) => {
      const file = join(folder, 'strict-objects.ts');
      await writeFile(file, source);
      const end = await runProgram(node, [join(bin, 'tsc'), ...STRICT_OPTIONS, file], folder, signal);
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

/** What the first failing test said, without its stack: `node --test` prints a summary, then test by test. */
function reasonOf(output: string): string {
  const [, said = ''] = /✖ failing tests:[\s\S]*?✖ [^\n]*\n([\s\S]*?)(?=\n\s+at |\n\ntest at |$)/.exec(output) ?? [];
  return said.trim().replace(/^\w*Error(?: \[\w+\])?: /, '') || output;
}

/** Runs a program without the studio's environment. The output is cut to its last lines. */
function runProgram(
  program: string,
  args: readonly string[],
  folder: string,
  signal?: AbortSignal,
): Promise<{ readonly passed: boolean; readonly output: string }> {
  const env = { PATH: process.env.PATH, HOME: folder, TZ: 'UTC', NODE_ENV: 'test' as const, NO_COLOR: '1' };
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env, timeout: 120_000, maxBuffer: 8 * 1024 * 1024, signal };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (signal?.aborted) return reject(signal.reason);
      const output = `${stdout}${stderr}`.replaceAll(folder, '.').trim().split('\n').slice(-60).join('\n');
      resolve({ passed: error === null, output: output || (error?.message ?? '') });
    });
  });
}
