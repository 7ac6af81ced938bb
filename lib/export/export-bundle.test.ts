import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { TargetId } from './bundle.ts';
import { bundleName } from './bundle-name.ts';
import { exportBundle } from './export-bundle.ts';
import { formatTypeScript } from './format-code.ts';
import { formatPython, lintPython } from './python/format-python.ts';
import { REDACTED, redact } from './redact-trace.ts';
import { isSecretName } from './secret-names.ts';
import { serverEntries } from './server-entries.ts';
import { ticketsForPullRequests, ticketsTrace } from './test/tickets-for-pull-requests.ts';
import { readRuntimeLibrary } from './typescript/runtime-library.ts';
import { type LockFile, trimLockFile } from './typescript/trim-lock-file.ts';
import { writeBundle } from './write-bundle.ts';
import { isSafePath, unzipBundle, zipBundle } from './zip-bundle.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const library = readRuntimeLibrary(ROOT);

function bundleOf(options: Parameters<typeof exportBundle>[0]['options'] = {}, target: TargetId = 'typescript') {
  return exportBundle({
    workflow: ticketsForPullRequests,
    traces: [ticketsTrace],
    target,
    options,
    library,
  });
}

describe('the bundle of the example', () => {
  test('holds the program as a person would write it', async () => {
    const { files } = await bundleOf();
    for (const path of ['workflow.ts', 'tools.ts', 'inputs.ts', 'main.ts', 'README.md']) {
      const text = files.find((file) => file.path === path)?.text;
      await expect(text).toMatchFileSnapshot(`test/golden/tickets-for-pull-requests/${path}.txt`);
    }
  });

  test('holds the program in Python as a person would write it', async () => {
    const { files } = await bundleOf({}, 'python');
    for (const path of ['workflow.py', 'tools.py', 'inputs.py', 'main.py', 'README.md', 'pyproject.toml']) {
      const text = files.find((file) => file.path === path)?.text;
      await expect(text).toMatchFileSnapshot(`test/golden/tickets-for-pull-requests-python/${path}.txt`);
    }
    for (const { path, text, role } of files.filter(({ path: each }) => each.endsWith('.py'))) {
      if (role === 'copied') expect(readFileSync(join(ROOT, 'lib/export/python', path), 'utf8'), path).toBe(text);
      else expect([path, formatPython(text), lintPython(text)]).toEqual([path, text, []]);
    }
  });

  test('has every file of code laid out, also the one that is always the same', async () => {
    const { files } = await bundleOf();
    for (const { path, text } of files.filter(({ path: each, role }) => role === 'generated' && each.endsWith('.ts')))
      expect(await formatTypeScript(text), path).toBe(text);
  });

  test('is the same to the byte when it is made twice, and carries the runtime unchanged', async () => {
    const [one, two] = [await bundleOf(), await bundleOf()];
    expect(two).toEqual(one);
    expect(Buffer.compare(zipBundle(one), zipBundle(two))).toBe(0);
    for (const { path, text, role } of one.files) {
      if (role !== 'copied') continue;
      const own = path.startsWith('runtime/core/')
        ? path.replace('runtime/core/', 'lib/core/')
        : `lib/export/typescript/${path}`;
      expect(readFileSync(join(ROOT, own), 'utf8'), path).toBe(text);
    }
  });

  test('holds exact versions, no scripts of its own that run by themselves, and nothing that tools start', async () => {
    const { files } = await bundleOf();
    const manifest = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '');
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
    expect(Object.keys(manifest.scripts).filter((name) => /install|prepare|pre|post/.test(name))).toEqual([]);
    expect(files.filter(({ path }) => /^\.(?:vscode|claude|npmrc|git\/|husky)/.test(path))).toEqual([]);
  });

  test('knows nothing of what was said in chat, nor of secrets wherever they stood', async () => {
    const secret = 'canary-4f9b/+c2==';
    const dirty = JSON.parse(JSON.stringify(ticketsTrace).replaceAll('Replace moment with Temporal', `see ${secret}`));
    dirty.calls[0].outcome.result.meta = { authorization: 'Bearer abc', cookie: 'x' };
    const { files } = await exportBundle({
      workflow: ticketsForPullRequests,
      traces: [dirty],
      target: 'typescript',
      options: { secrets: [secret] },
      library,
    });
    const all = files.map(({ text }) => text).join('\n');
    expect(all).not.toContain(secret);
    expect(all).not.toContain('Bearer abc');
    expect(all).not.toContain('Raise a ticket in WEB');
    expect(all).toContain(REDACTED);
  });
});

test('the image of a cluster holds every file that the program is made of, and nothing else is sent to its build', async () => {
  const judged = {
    ...ticketsForPullRequests,
    body: [
      { do: 'llm', id: 'mood', task: 'How is it?', input: {}, output: { type: 'string' } } as const,
      ...ticketsForPullRequests.body,
    ],
  };
  const request = { workflow: judged, traces: [ticketsTrace], target: 'kubernetes', options: {}, library } as const;
  const { files } = await exportBundle(request);
  const text = (path: string) => files.find((file) => file.path === path)?.text ?? '';
  const patterns = text('.dockerignore')
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
  const copied =
    /^COPY (package\.json .*) \.\/$/m
      .exec(text('Dockerfile').replace(/^COPY package\.json package-lock.*$/m, ''))?.[1]
      ?.split(' ') ?? [];
  const fits = (globs: readonly string[], path: string) =>
    globs.some((glob) => path === glob || (glob === '*.ts' && /^[^/]+\.ts$/.test(path)));
  const program = files
    .map(({ path }) => path)
    .filter((path) => /^[^/]+\.ts$/.test(path) || /^(?:mcp|trace|package)\.json$/.test(path));
  expect(program).toContain('judgements.ts');
  for (const path of program) expect([path, fits(patterns, path), fits(copied, path)]).toEqual([path, true, true]);
  for (const path of [
    '.env.example',
    'README.md',
    'test/replay.test.ts',
    'kubernetes/secret.example.yaml',
    'tsconfig.json',
  ])
    expect([path, fits(patterns, path)]).toEqual([path, false]);
});

describe('redaction', () => {
  test('finds a secret in every form in which texts quote it', () => {
    const secret = 's3cr"t/välue';
    const forms = [
      secret,
      JSON.stringify(secret),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
    ];
    for (const form of forms)
      expect(redact({ text: `a ${form} b` }, [secret]).text).toBe(
        `a ${form === forms[1] ? `"${REDACTED}"` : REDACTED} b`,
      );
  });

  test('goes by names too, and leaves pages and people alone', () => {
    for (const name of ['api_key', 'apiKey', 'Authorization', 'accessToken', 'password', 'X-Auth-Token'])
      expect(isSecretName(name), name).toBe(true);
    for (const name of ['author', 'nextPageToken', 'page_token', 'title', 'path', 'secretary', 'tokens_used_total']) {
      expect(isSecretName(name), name).toBe(name === 'tokens_used_total');
    }
  });
});

describe('mcp.json', () => {
  const server = (transport: ServerConfig['transport']): ServerConfig => ({
    alias: 'tracker',
    era: 'auto',
    effects: {},
    transport,
  });

  test('names secrets, and paths of this machine, by variables', () => {
    const { mcp, variables } = serverEntries(
      ['tracker'],
      [
        server({
          kind: 'stdio',
          command: '/usr/local/bin/node',
          args: ['/home/me/server.ts', '--state', '/home/me/state', '--key=${secret:tracker key}', '--plain'],
          env: { API_TOKEN: 'literal-token', PLAIN: 'yes', KEY: { secret: 'vault.key' } },
        }),
      ],
    );
    expect(mcp).toEqual({
      mcpServers: {
        tracker: {
          command: 'node',
          args: ['${TRACKER_PATH}', '--state', '${TRACKER_STATE}', '--key=${TRACKER_KEY}', '--plain'],
          env: { API_TOKEN: '${API_TOKEN}', PLAIN: 'yes', KEY: '${VAULT_KEY}' },
        },
      },
    });
    expect(JSON.stringify(mcp)).not.toContain('/home/me');
    expect(variables.filter(({ secret }) => secret).map(({ name, here }) => [name, here])).toEqual([
      ['TRACKER_KEY', undefined],
      ['API_TOKEN', undefined],
      ['VAULT_KEY', undefined],
    ]);
  });

  test('asks for the address of a server that is not registered, or whose address tells a secret', () => {
    expect(serverEntries(['tracker'], []).mcp).toEqual({
      mcpServers: { tracker: { type: 'http', url: '${TRACKER_URL}' } },
    });
    const telling = server({ kind: 'http', url: 'https://example.com/mcp?key=abc', headers: {} });
    expect(JSON.stringify(serverEntries(['tracker'], [telling]).mcp)).not.toContain('abc');
  });
});

describe('the lock file', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as LockFile;
  const manifest = {
    name: 'x',
    version: '1.0.0',
    dependencies: { pino: lock.packages['node_modules/pino']?.version ?? '' },
    devDependencies: {},
    engines: {},
  };

  test('is ours, cut down to what the bundle needs, with our hashes', async () => {
    const { files } = await bundleOf();
    const cut: LockFile = JSON.parse(files.find(({ path }) => path === 'package-lock.json')?.text ?? '');
    const paths = Object.keys(cut.packages).filter((path) => path !== '');
    // What every machine installs; programs for other platforms are named and not installed.
    expect(paths.filter((path) => !cut.packages[path]?.optional).length).toBeLessThanOrEqual(65);
    for (const path of paths)
      expect(cut.packages[path]).toMatchObject({
        version: lock.packages[path]?.version,
        integrity: expect.stringMatching(/^sha512-/),
      });
    expect(paths).not.toContain('node_modules/next');
    expect(cut.packages['node_modules/typescript']?.dev).toBe(true);
    expect(cut.packages['node_modules/pino']?.dev).toBeUndefined();
  });

  test('is refused for a version that was not tested here', () => {
    expect(() => trimLockFile(lock, { ...manifest, dependencies: { pino: '0.0.1' } })).toThrow(/wants pino 0\.0\.1/);
    expect(trimLockFile(lock, manifest)).toMatchObject({ lockfileVersion: 3 });
  });
});

describe('paths and zips', () => {
  test('a path that would leave the folder is refused', () => {
    for (const path of ['../x', '/x', 'a/../b', 'a//b', 'a\\b', 'con', 'a/nul.txt', '', 'a/.', 'x y', 'ä'])
      expect(isSafePath(path), path).toBe(false);
    const bad = { name: 'x', files: [{ path: '../x', text: '', role: 'data' }] } as const;
    expect(() => zipBundle(bad)).toThrow('"../x"');
  });

  test('a zip keeps names, texts and which files are programs', () => {
    const files = [
      { path: 'a/run.sh', text: 'é\n', role: 'generated', executable: true },
      { path: 'b.txt', text: '', role: 'data' },
    ] as const;
    const zip = zipBundle({ name: 'x', files });
    expect([...unzipBundle(zip)]).toEqual(files.map(({ path, text }) => [path, text]));
    // The central directory holds the mode in the upper half of the external attributes.
    const at = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    expect(Buffer.from(zip).readUInt32LE(at + 38) >>> 16).toBe(0o100755);
  });
});

test('writing again keeps what the owner edited and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'written-'));
  try {
    const bundle = await bundleOf();
    expect(writeBundle(bundle, folder).kept).toEqual([]);
    writeFileSync(join(folder, 'workflow.ts'), '// mine');
    writeFileSync(join(folder, 'notes.md'), 'mine');
    const later = await bundleOf({ trigger: { on: 'schedule', cron: '0 7 * * *', timeZone: 'UTC' } });
    const changed = {
      ...later,
      files: later.files.map((file) => (file.path === 'workflow.ts' ? { ...file, text: '// newer' } : file)),
    };
    const again = writeBundle(changed, folder);
    expect(again.kept).toEqual(['workflow.ts']);
    expect(again.written).toContain('main.ts');
    expect(readFileSync(join(folder, 'workflow.ts'), 'utf8')).toBe('// mine');
    expect(readFileSync(join(folder, 'workflow.ts.new'), 'utf8')).toBe('// newer');
    expect(readFileSync(join(folder, 'notes.md'), 'utf8')).toBe('mine');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a name for folders and clusters comes from the words of a workflow, or is plain', () => {
  expect(bundleName('Raise tickets: for "pulls"!')).toBe('raise-tickets-for-pulls');
  expect(bundleName('../../etc')).toBe('etc');
  expect(bundleName('日本')).toBe('mcp-agent');
  expect(bundleName('x'.repeat(200))).toHaveLength(40);
});
