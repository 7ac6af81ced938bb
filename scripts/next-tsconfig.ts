import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/**
 * Next insists on completing the tsconfig that it is given, with the name of its own folder in it. It gets one of its
 * own per build folder, which extends ours, so that tsconfig.json stays as people wrote it.
 */
export function writeNextTsconfig(distDir: string): string {
  const name = `${distDir}.tsconfig.json`;
  if (!existsSync(join(root, name))) {
    const config = {
      extends: './tsconfig.json',
      compilerOptions: { allowJs: true, esModuleInterop: true },
      include: [
        'next-env.d.ts',
        `${distDir}/types/**/*.ts`,
        `${distDir}/dev/types/**/*.ts`,
        'app/**/*.ts',
        'app/**/*.tsx',
      ],
      exclude: ['node_modules'],
    };
    writeFileSync(join(root, name), `${JSON.stringify(config, null, 2)}\n`);
  }
  return name;
}
