import type { NextConfig } from 'next';
import { writeNextTsconfig } from './scripts/next-tsconfig.ts';

// Several copies of one checkout (tests, development) keep their builds apart.
const distDir = process.env.TRACEWRIGHT_DIST || '.next';

const config: NextConfig = {
  distDir,
  poweredByHeader: false,
  compress: false,
  devIndicators: false,
  // Launch tokens stand in its query.
  logging: { incomingRequests: { ignore: [/^\/launch/] } },
  // The browser is told nothing of sources it does not have.
  productionBrowserSourceMaps: false,
  // Types are checked by `npm run types`, which `npm test` runs; once is enough.
  typescript: { tsconfigPath: writeNextTsconfig(distDir), ignoreBuildErrors: true },
  serverExternalPackages: [
    '@prisma/client',
    '@prisma/adapter-pg',
    'pg',
    'pino',
    'esbuild',
    'prettier',
    '@astral-sh/ruff-wasm-nodejs',
  ],
};

export default config;
