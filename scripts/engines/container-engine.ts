import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Language } from '../../lib/core/deploy/target.ts';
import { root } from '../root.ts';
import { ensureTools, isInstalled } from '../test/ensure-tools.ts';
import { runProgram } from './run-program.ts';

const PURPOSE = 'building and running the image of an agent';

/** Builds images and runs them; what is kept between runs lies in `folder`. */
export interface ContainerEngine {
  readonly folder: string;
  /** What buildah and podman need in their environment here. */
  readonly env: Readonly<Record<string, string>>;
  /** An image like the one that the Dockerfile of a language names, as a name for `--build-arg BASE=…`. */
  baseImage(language?: Language): string;
  build(order: { readonly folder: string; readonly base: string; readonly tag: string }): void;
  /** Runs one command of an image as a restricted pod would, without a network; what it printed. */
  run(order: {
    readonly tag: string;
    readonly args: readonly string[];
    readonly mounts: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
  }): string;
}

/** The engine of this machine, installed where we may; or why there is none. */
export function openContainerEngine(folder: string): ContainerEngine | { readonly missing: string } {
  ensureTools([
    { command: 'buildah', packages: ['buildah'], purpose: PURPOSE },
    { command: 'podman', packages: ['podman'], purpose: PURPOSE },
    { command: 'runc', packages: ['runc'], purpose: PURPOSE },
    { command: 'catatonit', packages: ['catatonit'], purpose: PURPOSE },
  ]);
  const missing = ['buildah', 'podman', 'runc'].filter((command) => !isInstalled(command));
  if (missing.length > 0) return { missing: `${missing.join(', ')} cannot be had` };
  mkdirSync(folder, { recursive: true });
  // Inside a container the usual limits may not be raised, and crun wants more of the machine than it gets.
  const settings = join(folder, 'containers.conf');
  writeFileSync(
    settings,
    '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n[engine]\nruntime = "runc"\n',
  );
  const env = { CONTAINERS_CONF: settings };

  return {
    folder,
    env,
    baseImage: (language = 'typescript') => baseImage(language, folder, env),
    build({ folder: context, base, tag }) {
      const volumes = npmSettings().flatMap((mount) => ['--volume', mount]);
      const choices = ['--isolation', 'chroot', '--network', 'host', '--pull-never', '--build-arg', `BASE=${base}`];
      runProgram('buildah', ['bud', '--quiet', ...choices, ...volumes, '--tag', tag, context], { env });
    },
    run({ tag, args, mounts, variables }) {
      const restricted = [
        '--network',
        'none',
        '--read-only',
        '--cap-drop',
        'all',
        '--security-opt',
        'no-new-privileges',
      ];
      const volumes = mounts.flatMap((mount) => ['--volume', mount]);
      const settings = Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
      return runProgram('podman', ['run', '--rm', ...restricted, ...volumes, ...settings, tag, ...args], { env });
    },
  };
}

const REGISTRY_IMAGE = 'docker.io/library/node:24-bookworm-slim';
const OWN_IMAGE = 'localhost/tracewright-base:node-24-python-3';

/**
 * The image that the Dockerfile names; where no registry answers, Debian with its Python and our own Node. For Python
 * always that: the sample's servers, which run beside the agent, want a Node.
 */
function baseImage(language: Language, folder: string, env: Readonly<Record<string, string>>): string {
  if (language === 'python') return isThere(OWN_IMAGE, env) ? OWN_IMAGE : makeBaseImage(folder, env);
  for (const image of [REGISTRY_IMAGE, OWN_IMAGE]) if (isThere(image, env)) return image;
  try {
    runProgram('timeout', ['60', 'buildah', 'pull', '--quiet', REGISTRY_IMAGE], { env });
    return REGISTRY_IMAGE;
  } catch {
    return makeBaseImage(folder, env);
  }
}

function isThere(image: string, env: Readonly<Record<string, string>>): boolean {
  return runProgram('buildah', ['images', '--format', '{{.Name}}:{{.Tag}}'], { env }).split('\n').includes(image);
}

function makeBaseImage(folder: string, env: Readonly<Record<string, string>>): string {
  ensureTools([{ command: 'mmdebstrap', packages: ['mmdebstrap'], purpose: 'making a base image' }]);
  const system = join(folder, 'debian.tar');
  const packages = '--include=ca-certificates,python3,python3-pip,python-is-python3';
  runProgram('mmdebstrap', ['--quiet', '--variant=minbase', packages, 'bookworm', system]);
  const npm = join(folder, 'npm');
  writeFileSync(npm, '#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/npm-cli.js "$@"\n', { mode: 0o755 });
  const npmFolder = dirname(dirname(runProgram('readlink', ['-f', runProgram('which', ['npm']).trim()]).trim()));
  const certificates = '/etc/ssl/certs/ca-certificates.crt';
  const container = runProgram('buildah', ['from', 'scratch'], { env }).trim();
  try {
    runProgram('buildah', ['add', '--quiet', container, system, '/'], { env });
    for (const [from, to] of [
      [process.execPath, '/usr/local/bin/node'],
      [npmFolder, '/usr/local/lib/node_modules/npm'],
      [npm, '/usr/local/bin/npm'],
      ...(existsSync(certificates) ? [[certificates, certificates] as const] : []),
    ] as const) {
      runProgram('buildah', ['copy', '--quiet', container, from, to], { env });
    }
    const found = [`NODE_EXTRA_CA_CERTS=${certificates}`, `PIP_CERT=${certificates}`].flatMap((each) => [
      '--env',
      each,
    ]);
    runProgram('buildah', ['config', ...found, container], { env });
    runProgram('buildah', ['commit', '--quiet', container, OWN_IMAGE], { env });
  } finally {
    runProgram('buildah', ['rm', container], { env });
  }
  return OWN_IMAGE;
}

/** How npm finds its registry here, for the build. */
function npmSettings(): readonly string[] {
  const places = [
    [join(homedir(), '.npmrc'), '/root/.npmrc'],
    ['/etc/npmrc', '/usr/local/etc/npmrc'],
  ] as const;
  return places.flatMap(([here, there]) => (existsSync(here) ? [`${here}:${there}:ro`] : []));
}

/** Mounts this product for the sample servers, read-only. */
export const PRODUCT_MOUNT = `${root}:/product:ro`;
