import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile } from './house/check-file.ts';
import { rooms } from './house/house-rules.ts';
import { root } from './root.ts';

// `npm run lint`: imports go one way. Tests and what only tests use may see more.
const FREE = /\.test\.tsx?$|\/test(?:ing)?\/|\/open-test-[a-z-]+\.ts$|\/generated\/|\/node_modules\//;

const files = globSync('{lib,components,app,cli}/**/*.{ts,tsx}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !FREE.test(file));
const violations = files.flatMap((file) => checkFile(file, readFileSync(join(root, file), 'utf8'), rooms));
for (const { file, line, message } of violations) console.error(`${file}:${line}  ${message}`);
if (violations.length > 0) {
  console.error(`${violations.length} imports go the wrong way. The table is scripts/house/house-rules.ts.`);
  process.exit(1);
}
console.log(`House: the imports of ${files.length} files go one way.`);
