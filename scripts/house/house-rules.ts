/**
 * Who may import what. A room is a folder; a file belongs to the longest room that holds it. Everything else follows
 * from this table (design: imports go one way).
 */
export interface Room {
  readonly folder: string;
  /** Other rooms it may see; its own files always. */
  readonly sees: readonly string[];
  /** Packages it may import, by name or `scope/*`; `node:*` for Node's own. `*` is any that no other room owns. */
  readonly packages: readonly string[];
  /** Packages of which it may import types only. */
  readonly types?: readonly string[];
}

/** Pure packages without a platform. */
const PURE = ['@noble/hashes', '@cfworker/json-schema', 'zod'];
const BASE = ['lib/core/json', 'lib/core/tool'];
const MIDDLE = [
  ...BASE,
  'lib/core/trace',
  'lib/core/workflow',
  'lib/core/functions',
  'lib/core/effects',
  'lib/core/server',
  'lib/core/deploy',
  'lib/core/keep',
];
const CORE = [...MIDDLE, 'lib/core/inference', 'lib/core/execution', 'lib/core/live'];

export const rooms: readonly Room[] = [
  { folder: 'lib/core/json', sees: [], packages: PURE },
  { folder: 'lib/core/tool', sees: ['lib/core/json'], packages: PURE },
  { folder: 'lib/core/trace', sees: BASE, packages: PURE },
  { folder: 'lib/core/workflow', sees: [...BASE, 'lib/core/functions'], packages: PURE },
  { folder: 'lib/core/functions', sees: BASE, packages: PURE },
  { folder: 'lib/core/effects', sees: BASE, packages: PURE },
  {
    folder: 'lib/core/keep',
    sees: [...BASE, 'lib/core/trace', 'lib/core/workflow', 'lib/core/effects'],
    packages: PURE,
  },
  { folder: 'lib/core/server', sees: BASE, packages: PURE },
  { folder: 'lib/core/deploy', sees: [...BASE, 'lib/core/workflow'], packages: PURE },
  { folder: 'lib/core/inference', sees: MIDDLE, packages: PURE },
  { folder: 'lib/core/execution', sees: MIDDLE, packages: PURE },
  { folder: 'lib/core/live', sees: CORE, packages: PURE },
  {
    folder: 'lib/export',
    sees: [...MIDDLE, 'lib/export/typescript/runtime'],
    packages: ['*'],
  },
  // A package of its own, copied into bundles: it may use what a deployed agent needs, and its test to replay a recording.
  {
    folder: 'lib/export/typescript/runtime',
    sees: [...BASE, 'lib/core/functions', 'lib/core/effects', 'lib/core/trace', 'lib/core/keep'],
    packages: ['*', 'pg', '@modelcontextprotocol/*'],
  },
  { folder: 'lib/mcp', sees: CORE, packages: ['*', '@modelcontextprotocol/*'] },
  { folder: 'lib/chat', sees: CORE, packages: ['*', 'ai', '@ai-sdk/*'] },
  { folder: 'lib/storage', sees: CORE, packages: ['*', 'pg', '@prisma/*', '@electric-sql/*'] },
  {
    folder: 'lib/studio',
    // A workflow is called here as the agent is that it becomes.
    sees: [...CORE, 'lib/export', 'lib/export/typescript/runtime', 'lib/mcp', 'lib/chat', 'lib/storage', 'examples'],
    packages: ['*'],
    types: ['ai'],
  },
  { folder: 'components', sees: CORE, packages: ['*', 'next', 'react', 'react-dom', 'ai', '@ai-sdk/react'] },
  { folder: 'app', sees: [...CORE, 'components', 'lib/studio'], packages: ['*', 'next', 'react', 'react-dom'] },
  // What the studio ships as its sample: data, scripts of the scripted model, sample servers.
  { folder: 'examples', sees: CORE, packages: ['*', '@modelcontextprotocol/*'] },
  // Most commands need no studio and no database: they join servers, trace and program by themselves.
  {
    folder: 'cli',
    sees: [...CORE, 'lib/studio', 'lib/mcp', 'lib/export', 'lib/export/typescript/runtime'],
    packages: ['*'],
  },
];

/** Packages that belong to the rooms that name them, and to nobody else. */
export const owned: readonly string[] = [
  'next',
  'react',
  'react-dom',
  'ai',
  '@ai-sdk/*',
  '@modelcontextprotocol/*',
  'pg',
  '@prisma/*',
  '@electric-sql/*',
];

/** Nobody turns text into code. */
export const forbidden: readonly string[] = ['node:vm', 'vm'];
