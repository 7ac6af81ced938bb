import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from '../test/ensure-tools.ts';
import { runProgram } from './run-program.ts';

/** Compose version 2, of this machine or out of Debian's package. */
export interface DockerCompose {
  /** Runs `docker-compose …` in a folder; what it printed. Throws where it failed. */
  run(folder: string, args: readonly string[], variables?: Readonly<Record<string, string>>): string;
}

/** Debian's release whose Compose is written in Go: 2.26. Its package needs nothing else of that release. */
const RELEASE = 'trixie';
const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The program, kept between runs below `folder`; or why it cannot be had. */
export function openDockerCompose(folder: string): DockerCompose | { readonly missing: string } {
  const place = join(folder, 'docker-compose');
  const program = join(place, 'usr/libexec/docker/cli-plugins/docker-compose');
  try {
    if (!existsSync(program)) {
      if (!isInstalled('apt-get') || !existsSync(KEYS)) return { missing: 'this is no Debian, whose package it is' };
      unpack(place);
      chmodSync(program, 0o755);
    }
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
  return { run: (cwd, args, env) => runProgram(program, args, { cwd, env }) };
}

/** Fetches one package with lists of its own, so that nothing of this machine changes. */
function unpack(place: string): void {
  const lists = join(place, 'apt');
  for (const each of ['state/lists/partial', 'cache/archives/partial'])
    mkdirSync(join(lists, each), { recursive: true });
  const sources = join(lists, 'sources.list');
  writeFileSync(sources, `deb [signed-by=${KEYS}] http://deb.debian.org/debian ${RELEASE} main\n`);
  const options = [
    `Dir::Etc::SourceList=${sources}`,
    'Dir::Etc::SourceParts=/dev/null',
    `Dir::State::Lists=${join(lists, 'state/lists')}`,
    `Dir::Cache=${join(lists, 'cache')}`,
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  runProgram('apt-get', ['-q', ...options, 'update']);
  runProgram('apt-get', ['-q', ...options, 'download', 'docker-compose'], { cwd: place });
  const [file = ''] = readdirSync(place).filter((name) => name.endsWith('.deb'));
  runProgram('dpkg', ['-x', join(place, file), place]);
}

/** Podman as a Docker engine: its address for `DOCKER_HOST`, and a way to end it. */
export async function servePodman(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly address: string; readonly stop: () => void }> {
  const socket = join(folder, 'podman.sock');
  const child = spawn('podman', ['system', 'service', '--time=0', `unix://${socket}`], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const answers = () =>
    spawnSync('podman', ['--remote', '--url', `unix://${socket}`, 'version'], { stdio: 'ignore' }).status === 0;
  while (!answers()) {
    if (child.exitCode !== null) throw new Error(`podman system service ended with ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { address: `unix://${socket}`, stop: () => void child.kill('SIGTERM') };
}
