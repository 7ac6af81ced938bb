import type { QueueKind } from '#core/deploy/target.ts';
import type { Trigger } from '#core/workflow/workflow.ts';
import type { AgentHost } from '../export-target.ts';
import type { Manifest } from './trim-lock-file.ts';

/** The packages that the runtime imports. Versions come from our own manifest, where they were tested. */
const DEPENDENCIES = [
  '@cfworker/json-schema',
  '@modelcontextprotocol/client',
  '@noble/hashes',
  '@opentelemetry/api',
  '@opentelemetry/core',
  '@opentelemetry/exporter-metrics-otlp-http',
  '@opentelemetry/exporter-metrics-otlp-proto',
  '@opentelemetry/exporter-prometheus',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/exporter-trace-otlp-proto',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-metrics',
  '@opentelemetry/sdk-trace',
  'croner',
  'node',
  'pg',
  'pino',
  'zod',
] as const;

/** For `npm test` and for whoever edits the code. */
const DEV_DEPENDENCIES = ['@modelcontextprotocol/server', '@types/node', '@types/pg', 'typescript'] as const;

/** What else is needed at work, by who starts the agent. */
const HOST_DEPENDENCIES: Readonly<Record<AgentHost, readonly string[]>> = {
  process: [],
  lambda: ['@aws-sdk/client-dynamodb', '@aws-sdk/client-secrets-manager', '@aws-sdk/client-sqs'],
  temporal: [
    '@temporalio/activity',
    '@temporalio/client',
    '@temporalio/envconfig',
    '@temporalio/worker',
    '@temporalio/workflow',
  ],
};

const QUEUE_PACKAGES: Readonly<Record<QueueKind, readonly string[]>> = {
  redis: ['redis'],
  sqs: ['@aws-sdk/client-sqs'],
  pubsub: ['@google-cloud/pubsub'],
};

/** And by what wakes it. */
function triggerDependencies(trigger: Trigger): readonly string[] {
  if (trigger.on === 'endpoint') return ['@modelcontextprotocol/server'];
  return trigger.on === 'queue' ? QUEUE_PACKAGES[trigger.kind] : [];
}

/** The bundle's manifest with exact versions. `name` is one of ours: small letters, digits and hyphens. */
export function makeManifest(
  name: string,
  { trigger, host }: { readonly trigger: Trigger; readonly host: AgentHost },
  versions: (packageName: string) => string,
): Manifest {
  const pin = (names: readonly string[]) => Object.fromEntries(names.map((each) => [each, versions(each)]));
  const needed = [...DEPENDENCIES, ...triggerDependencies(trigger), ...HOST_DEPENDENCIES[host]];
  const dependencies = [...new Set(needed)].sort();
  return {
    name,
    version: '1.0.0',
    dependencies: pin(dependencies),
    devDependencies: pin(DEV_DEPENDENCIES.filter((each) => !dependencies.includes(each))),
    engines: { node: '>=24' },
  };
}

/** `package.json` of a bundle. */
export function printManifest(
  manifest: Manifest,
  commands: { readonly judgements: boolean; readonly keep: boolean; readonly host: AgentHost },
): string {
  const node = 'node --env-file-if-exists=.env';
  const run = `${node} main.ts`;
  const { name, version, dependencies, devDependencies, engines } = manifest;
  return json({
    name,
    version,
    private: true,
    type: 'module',
    engines,
    imports: { '#core/*': './runtime/core/*' },
    scripts: {
      plan: `${run} plan`,
      apply: `${run} apply`,
      serve: `${run} serve`,
      ...(commands.keep ? { keep: `${run} keep` } : {}),
      effects: `${run} effects`,
      approve: `${run} approve`,
      lock: `${run} lock`,
      ...(commands.judgements ? { judgements: `${run} judgements` } : {}),
      ...(commands.host === 'temporal'
        ? { worker: `${node} temporal/worker.ts`, temporal: `${node} temporal/start.ts` }
        : {}),
      check: 'tsc --noEmit',
      test: 'tsc --noEmit && node --test "test/**/*.test.ts"',
    },
    dependencies,
    devDependencies,
    // Puts the binary of this Node into place; npm asks for the name of every package that may run a script.
    allowScripts: { node: true },
  });
}

/** `tsconfig.json` of a bundle: types are checked, nothing is built. */
export function printCompilerOptions(): string {
  return json({
    compilerOptions: {
      target: 'ES2024',
      lib: ['ES2024'],
      module: 'nodenext',
      moduleResolution: 'nodenext',
      strict: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      noEmit: true,
      types: ['node'],
    },
    include: ['**/*.ts'],
    exclude: ['node_modules'],
  });
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
