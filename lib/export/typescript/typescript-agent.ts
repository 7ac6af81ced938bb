import { workflowIdentity } from '#core/workflow/workflow.ts';
import { aboutAgent } from '../about-agent.ts';
import type { PrintedAgent } from '../agents/agent-package.ts';
import type { BundleFile } from '../bundle.ts';
import { bundleLock } from '../bundle-lock.ts';
import { bundleRecording } from '../bundle-recording.ts';
import { bundleSettings } from '../bundle-settings.ts';
import type { ExportFacts } from '../export-facts.ts';
import { printEnvironment } from '../print/print-environment.ts';
import { printReadme } from '../print/print-readme.ts';
import { DOCKERFILE, DOCKERIGNORE } from './dockerfile.ts';
import { lockedDependencies } from './locked-dependencies.ts';
import { json, makeManifest, printCompilerOptions, printManifest } from './manifest.ts';
import { TYPESCRIPT_WORDS } from './print/language-words.ts';
import { printReplayTest } from './print/print-replay-test.ts';
import { printSources } from './print-sources.ts';
import { trimLockFile } from './trim-lock-file.ts';
import { typescriptProgram } from './typescript-program.ts';

/** The agent of a workflow in TypeScript. */
export async function typescriptAgent(facts: ExportFacts): Promise<PrintedAgent> {
  const { name, workflow, job, trigger, library } = facts;
  const keeps = trigger.on === 'keep';
  const program = typescriptProgram(facts);
  const { mcp, variables } = bundleSettings(workflow, facts.servers);
  const recorded = bundleRecording(workflow, job);
  const manifest = makeManifest(name, { trigger, host: facts.host }, (packageName) => {
    const version = library.lock.packages[`node_modules/${packageName}`]?.version;
    if (!version) throw new Error(`This product does not have the package ${packageName}.`);
    return version;
  });

  const generated = (path: string, text: string): BundleFile => ({ path, text, role: 'generated' });
  const data = (path: string, value: object): BundleFile => ({ path, text: json(value), role: 'data' });
  const lock = trimLockFile(library.lock, manifest);
  const files = [
    ...Object.entries(
      await printSources(program, { identity: workflowIdentity(workflow), trigger, about: aboutAgent(workflow) }),
    ).map(([path, text]) => generated(path, text)),
    generated('test/replay.test.ts', printReplayTest()),
    generated(
      'README.md',
      printReadme({
        workflow,
        trigger,
        host: facts.host,
        variables,
        recorded,
        placeLine: facts.placeLine,
        words: TYPESCRIPT_WORDS,
      }),
    ),
    generated(
      '.env.example',
      printEnvironment(variables, {
        trigger,
        host: facts.host,
        state: facts.state,
        recorded,
        approve: TYPESCRIPT_WORDS.command('approve'),
      }),
    ),
    generated('.gitignore', 'node_modules/\ndata/\n.env\n'),
    generated(
      'package.json',
      printManifest(manifest, { judgements: program.judgements.length > 0, keep: keeps, host: facts.host }),
    ),
    generated('tsconfig.json', printCompilerOptions()),
    data('package-lock.json', lock),
    data('mcp.json', mcp),
    data('mcp.lock', bundleLock(workflow, job)),
    data('trace.json', recorded),
    ...library.files.map(({ path, text }): BundleFile => ({ path, text, role: 'copied' })),
  ];
  return { language: 'typescript', files, dependencies: lockedDependencies(lock), ...HOW_IT_RUNS };
}

const HOW_IT_RUNS: Omit<PrintedAgent, 'language' | 'files' | 'dependencies'> = {
  program: { image: ['node', 'main.ts'], installed: ['node_modules/node/bin/node', 'main.ts'] },
  uses: {
    plan: ['plan'],
    apply: ['apply'],
    applyAgreed: ['apply', '--yes'],
    serve: ['serve'],
    trigger: ['trigger'],
    approve: ['approve'],
  },
  // The scripts of packages run here: one of them puts the binary of Node into place.
  install: [['npm', 'ci', '--omit=dev']],
  image: {
    dockerfile: DOCKERFILE,
    dockerignore: DOCKERIGNORE,
    folder: '/app',
    dataFolder: '/app/data',
    user: 10001,
    healthCheck: [
      'node',
      '--eval',
      "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))",
    ],
    port: 8080,
  },
  atHome: {
    install: ['npm ci', 'npm test                # replays the recording against a mock server, offline'],
    plan: 'npm run plan',
    run: ['npm run apply           # asks before each change', 'npm run serve           # keeps running'],
  },
};
